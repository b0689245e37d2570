-- every change is to another provider, another product, or both
select
    maand,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode
from {{ ref('kpi_passende_hulp') }}
where
    wissel_aantal > trajecten_aantal
    or andere_aanbieder_aantal > wissel_aantal
    or ander_product_aantal > wissel_aantal
    or andere_aanbieder_aantal + ander_product_aantal < wissel_aantal
