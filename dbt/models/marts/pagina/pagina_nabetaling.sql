select
    wet,
    gemeente_code,
    aanbieder_agb,
    cast(extract(year from tot_en_met_maand) as integer) as jaar,
    {{ dagen_tussen('kennisdatum', "cast('2000-01-01' as date)") }} as volgorde,
    kennisdatum,
    productcode,
    {{ dag_tekst('kennisdatum') }} as dag,
    substring({{ dag_tekst('tot_en_met_maand') }}, 4, 7) as tot_en_met,
    realisatie_ytd_toen_eur,
    realisatie_ytd_later_eur,
    nabetaling_eur,
    false as voorlopig,
    onvolledig
from {{ ref('kpi_nabetaling') }}
