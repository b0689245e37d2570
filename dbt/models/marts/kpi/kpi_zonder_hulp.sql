with geteld as (
    {{ tel_gevallen(ref('geval_zonder_hulp'), kpi_opzet('kpi_zonder_hulp')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.respondent,
    geteld.schaal,
    geteld.gemeten_aantal,
    geteld.antwoord_1_aantal,
    geteld.antwoord_2_aantal,
    geteld.antwoord_3_aantal,
    geteld.antwoord_4_aantal,
    geteld.mee_eens_aantal,
    geteld.mee_eens_percentage,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on {{ laatste_dag_van_kwartaal('geteld.kwartaal') }} = kalender.laatste_dag
