with geteld as (
    {{ tel_gevallen(ref('geval_zelfredzaamheid'), kpi_opzet('kpi_zelfredzaamheid')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.instrument,
    geteld.domein,
    geteld.gemeten_aantal,
    geteld.begin_gem,
    geteld.eind_gem,
    geteld.vooruit_aantal,
    geteld.gelijk_aantal,
    geteld.achteruit_aantal,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_jaar') }} as kalender on geteld.jaar = kalender.jaar
