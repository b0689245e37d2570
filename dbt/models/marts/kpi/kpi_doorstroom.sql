with geteld as (
    {{ tel_gevallen(ref('geval_doorstroom'), kpi_opzet('kpi_doorstroom')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.zorgterrein,
    geteld.aanbieder_agb,
    geteld.naar_aanbieder_agb,
    geteld.overgangen_aantal,
    geteld.lichter_aantal,
    geteld.zwaarder_aantal,
    geteld.clienten_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
