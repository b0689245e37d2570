select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    budgetplafond_eur,
    cast(extract(month from gedeclareerd_tot) as integer) as gedeclareerd_aantal,
    realisatie_ytd_eur,
    uitputting_pct,
    ontvangen_later_eur,
    verwacht_later_eur,
    verplicht_eur,
    coalesce(jaareinde_toegewezen_eur, jaareinde_lineair_eur) as jaareinde_eur,
    jaareinde_pct,
    100 as plafond_pct,
    -- for a page where gemeente and zorgterrein are no choice but said
    zorgterrein as plafond_zorgterrein,
    voorlopig,
    onvolledig
from {{ ref('kpi_budgetplafond') }}
