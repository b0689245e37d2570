-- what readers saw otherwise in the publication before; what is new or gone was not changed
with vergeleken as (
    select
        nu.kpi,
        nu.wet,
        nu.perceel,
        nu.zorgterrein,
        nu.gemeente_code,
        nu.aanbieder_agb,
        nu.periode,
        eerder.waarde as waarde_toen,
        nu.waarde as waarde_nu,
        eerder.kleur as kleur_toen,
        nu.kleur as kleur_nu,
        eerder.kennisdatum as kennisdatum_toen,
        case
            when nu.waarde is null and eerder.waarde is null then false
            else coalesce(abs(nu.waarde - eerder.waarde) >= {{ als_double(parameter('trend_verschil')) }}, true)
        end as is_andere_waarde
    from {{ ref('stoplicht') }} as nu
    inner join {{ ref('int_bevroren_stoplicht') }} as eerder
        on
            nu.kpi = eerder.kpi
            and nu.wet = eerder.wet
            and coalesce(nu.perceel, '~') = coalesce(eerder.perceel, '~')
            and nu.zorgterrein = eerder.zorgterrein
            and nu.gemeente_code = eerder.gemeente_code
            and nu.aanbieder_agb = eerder.aanbieder_agb
            and nu.periode = eerder.periode
)

select
    kpi,
    wet,
    perceel,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    periode,
    waarde_toen,
    waarde_nu,
    kleur_toen,
    kleur_nu,
    kleur_toen <> kleur_nu as is_andere_kleur,
    kennisdatum_toen
from vergeleken
where
    kleur_toen <> kleur_nu
    or is_andere_waarde
