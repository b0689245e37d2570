with geteld as (
    {{ tel_gevallen(ref('geval_uitval'), kpi_opzet('kpi_uitval')) }}
)

select
    geteld.jaar,
    geteld.perceel,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.noemer,
    geteld.teller,
    geteld.percentage,
    geteld.noemer_excl,
    geteld.percentage_excl,
    geteld.beoordeeld_aantal,
    geteld.na_beoordeling_teller,
    geteld.na_beoordeling_percentage,
    norm.norm,
    norm.bandbreedte,
    {{ kleur('geteld.percentage', 'norm.norm', 'norm.bandbreedte', 'norm.richting') }} as kleur,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as jaar on geteld.jaar = jaar.jaar
{{ met_dekking('geteld') }}
left join {{ ref('dim_norm') }} as norm
    on
        norm.kpi = 'uitval'
        and geteld.wet = norm.wet
        and geteld.perceel = norm.perceel
        and geteld.jaar = norm.jaar
