-- who runs belongs to who ran, and what lies within the norm to what left with one
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode
from {{ ref('kpi_looptijd') }}
where
    lopend_aantal > tot_nu_aantal
    or binnen_norm_volgens_plan_aantal > uitgestroomd_met_norm_aantal
    or uitgestroomd_met_norm_aantal > uitgestroomd_aantal
    or (uitgestroomd_aantal = 0) <> (gem_looptijd_dagen is null)
