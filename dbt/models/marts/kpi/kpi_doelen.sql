with geteld as (
    {{ tel_gevallen(ref('geval_doelen'), kpi_opzet('kpi_doelen')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.respondent,
    geteld.gemeten_aantal,
    geteld.behaald_aantal,
    geteld.deels_aantal,
    geteld.gelijk_aantal,
    geteld.ongunstiger_aantal,
    geteld.behaald_percentage,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on {{ laatste_dag_van_kwartaal('geteld.kwartaal') }} = kalender.laatste_dag
