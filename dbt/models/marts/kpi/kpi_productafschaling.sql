with geteld as (
    {{ tel_gevallen(ref('geval_productafschaling'), kpi_opzet('kpi_productafschaling')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.zorgterrein,
    geteld.overgangen_aantal,
    geteld.afgeschaald_aantal,
    geteld.opgeschaald_aantal,
    geteld.gelijk_aantal,
    geteld.onbepaald_aantal,
    geteld.bepaald_aantal,
    geteld.percentage,
    geteld.clienten_aantal,
    geteld.afgeschaalde_clienten_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('kalender.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
{{ met_dekking('geteld') }}
