-- equal rows count once, other amounts on one key add up
select distinct
    cast(jaar as integer) as jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    budgetplafond_eur,
    bandbreedte_pct
from {{ source('raw', 'ref_plafonds') }}
