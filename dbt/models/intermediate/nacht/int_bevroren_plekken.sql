select
    moment,
    soort,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    maand,
    plekken_ytd,
    realisatie_ytd_eur,
    voorschot_ytd_eur
from {{ ref('stg_bevroren_plekken') }}
