select
    {{ bevinding_kop('TR333/OP349', 'record', heeft_bericht=false, heeft_toewijzing=false) }},
    record.declaratienummer as sleutel,
    'Het declaratienummer staat op ' || {{ waarde_in_zin('record.gebruik_aantal') }}
    || ' declaraties van deze aanbieder' as omschrijving,
    record.dagtekening
from {{ ref('int_declaratienummer') }} as record
where
    record.gebruik_aantal > 1
