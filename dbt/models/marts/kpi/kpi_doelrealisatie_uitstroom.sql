with geteld as (
    {{ tel_gevallen(ref('geval_doelrealisatie_uitstroom'), kpi_opzet('kpi_doelrealisatie_uitstroom')) }}
)

select
    geteld.jaar,
    geteld.perceel,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.noemer,
    geteld.teller,
    geteld.percentage,
    norm.norm,
    norm.bandbreedte,
    {{ kleur('geteld.percentage', 'norm.norm', 'norm.bandbreedte', 'norm.richting') }} as kleur,
    geteld.volgens_plan_met_vervolg_aantal,
    geteld.overleden_of_verhuisd_aantal,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as jaar on geteld.jaar = jaar.jaar
{{ met_dekking('geteld') }}
left join {{ ref('dim_norm') }} as norm
    on
        norm.kpi = 'doelrealisatie_uitstroom'
        and geteld.wet = norm.wet
        and geteld.perceel = norm.perceel
        and geteld.jaar = norm.jaar
