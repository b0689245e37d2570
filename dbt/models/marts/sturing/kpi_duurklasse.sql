with geteld as (
    {{ tel_gevallen(ref('geval_duurklasse'), kpi_opzet('kpi_duurklasse')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.productcode,
    geteld.klasse_vanaf_dagen,
    geteld.beeindigd_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('geteld.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
