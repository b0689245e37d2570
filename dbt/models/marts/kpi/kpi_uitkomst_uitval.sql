with geteld as (
    {{ tel_gevallen(ref('geval_uitkomst_uitval'), kpi_opzet('kpi_uitkomst_uitval')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.beeindigd_aantal,
    geteld.uitval_aantal,
    geteld.extern_aantal,
    geteld.percentage,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on {{ laatste_dag_van_kwartaal('geteld.kwartaal') }} = kalender.laatste_dag
