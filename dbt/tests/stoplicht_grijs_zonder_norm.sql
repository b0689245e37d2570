-- grey exactly when there is nothing to judge by or to judge, or too little; and then it says why
select
    stoplicht.kpi,
    stoplicht.wet,
    stoplicht.perceel,
    stoplicht.zorgterrein,
    stoplicht.gemeente_code,
    stoplicht.aanbieder_agb,
    stoplicht.periode
from {{ ref('stoplicht') }} as stoplicht
inner join {{ ref('dim_kpi') }} as kpi on stoplicht.kpi = kpi.kpi
where
    (stoplicht.kleur = 'grijs')
    <> (
        stoplicht.norm is null
        or stoplicht.waarde is null
        or stoplicht.onvolledig
        or coalesce(stoplicht.noemer < kpi.minimum_n, false)
    )
    or (stoplicht.kleur = 'grijs') <> (stoplicht.geen_kleur is not null)
