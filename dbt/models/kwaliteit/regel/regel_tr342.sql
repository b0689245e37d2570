select
    {{ bevinding_kop('TR342', 'record', heeft_toewijzing=false) }},
    'declaratie-antwoord' as sleutel,
    'Ingediend ' || {{ waarde_in_zin('record.ingediend_eur') }} || ' min toegekend '
    || {{ waarde_in_zin('record.toegekend_eur') }} || ' euro is niet de som van wat is afgewezen, '
    || {{ waarde_in_zin('record.afgewezen_eur') }} || ' euro' as omschrijving,
    record.dagtekening
from {{ ref('int_record_declaratie_antwoord') }} as record
where
    record.is_optelbaar
    and record.ingediend_eur - record.toegekend_eur <> record.afgewezen_eur
