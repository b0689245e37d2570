-- a quarter is not longer than a half, a half not longer than three quarters
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode
from {{ ref('kpi_doorlooptijd') }}
where
    p25_maanden > mediaan_maanden
    or mediaan_maanden > p75_maanden
