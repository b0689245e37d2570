select
    {{ bevinding_kop('DWH-10', 'record') }},
    {{ record_sleutel('record') }} as sleutel,
    'Op ' || {{ waarde_in_zin('record.dagtekening') }} || ' is dezelfde ' || record.klasse
    || ' ook gemeld voor een andere cliënt: geen van beide telt mee' as omschrijving,
    record.dagtekening
from {{ ref('int_clientconflict') }} as record
where record.is_tegenstrijdig
