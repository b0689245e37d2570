select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    budgetplafond_eur,
    bandbreedte_pct
from {{ ref('stg_plafond') }}
