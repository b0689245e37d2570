with geteld as (
    {{ tel_gevallen(ref('geval_instroom_verwijzer'), kpi_opzet('kpi_instroom_verwijzer')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.zorgterrein,
    geteld.verwijzer,
    geteld.instroom_aantal,
    geteld.clienten_aantal,
    geteld.aandeel_pct,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
