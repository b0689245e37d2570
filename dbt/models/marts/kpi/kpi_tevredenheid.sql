with geteld as (
    {{ tel_gevallen(ref('geval_tevredenheid'), kpi_opzet('kpi_tevredenheid')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.respondent,
    geteld.gemeten_aantal,
    geteld.gemiddeld_cijfer,
    geteld.laag_aantal,
    geteld.midden_aantal,
    geteld.hoog_aantal,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on {{ laatste_dag_van_kwartaal('geteld.kwartaal') }} = kalender.laatste_dag
