-- a plafond without gemeente, aanbieder or zorgterrein holds for all of them together
select
    jaar,
    wet,
    coalesce(gemeente_code, 'ALLE') as gemeente_code,
    coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb,
    coalesce(zorgterrein, 'ALLE') as zorgterrein,
    sum(budgetplafond_eur) as budgetplafond_eur,
    max(bandbreedte_pct) as bandbreedte_pct
from {{ ref('stg_plafond') }}
group by
    jaar, wet, coalesce(gemeente_code, 'ALLE'), coalesce(aanbieder_agb, 'ALLE'), coalesce(zorgterrein, 'ALLE')
