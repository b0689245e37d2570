select
    {{ bevinding_kop('TR314/OP283', 'record', heeft_bericht=false, heeft_toewijzing=false) }},
    record.referentienummer as sleutel,
    'Het referentienummer staat op ' || {{ waarde_in_zin('record.gebruik_aantal') }}
    || ' prestaties van deze aanbieder' as omschrijving,
    record.dagtekening
from {{ ref('int_referentienummer') }} as record
where
    record.gebruik_aantal > 1
