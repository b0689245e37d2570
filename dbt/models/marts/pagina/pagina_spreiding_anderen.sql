-- what a provider may see of the others, in words and units of a reader
select
    spreiding.wet,
    spreiding.jaar,
    spreiding.aanbieder_agb,
    kpi.naam || coalesce(', perceel ' || spreiding.perceel, '') as naam,
    maat.eenheid,
    spreiding.waarde,
    spreiding.n_clienten,
    spreiding.kwart,
    spreiding.mediaan,
    spreiding.driekwart,
    spreiding.vergeleken_met,
    spreiding.anderen_aantal,
    spreiding.voorlopig,
    spreiding.onvolledig
from {{ ref('spreiding_aanbieder') }} as spreiding
left join {{ ref('dim_kpi') }} as kpi on spreiding.kpi = kpi.kpi
left join {{ ref('dim_maat') }} as maat
    on
        spreiding.kpi = maat.kpi
        and spreiding.maat = maat.maat
