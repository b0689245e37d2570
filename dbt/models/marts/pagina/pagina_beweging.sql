select
    cast(extract(year from kwartaal) as integer) as jaar,
    wet,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    cast(extract(quarter from kwartaal) as integer) as volgorde,
    cast(extract(quarter from kwartaal) as {{ tekst_type() }}) || 'e kwartaal' as kwartaal_naam,
    clienten_aantal,
    uit_pct,
    op_pct,
    af_pct,
    gelijk_pct,
    onbepaald_aantal,
    voorlopig,
    onvolledig
from {{ ref('kpi_beweging') }}
