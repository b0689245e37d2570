with geteld as (
    {{ tel_gevallen(ref('geval_klantreis'), kpi_opzet('kpi_klantreis')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.stap_nr,
    geteld.van,
    geteld.naar,
    geteld.clienten_aantal,
    geteld.stappen_aantal,
    geteld.mediaan_dagen,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
