with geteld as (
    {{ tel_gevallen(ref('geval_nieuwe_start'), kpi_opzet('kpi_nieuwe_start')) }}
)

select
    geteld.kwartaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.beeindigd_aantal,
    geteld.niet_terug_aantal,
    geteld.percentage,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on geteld.sluitmaand_nr = {{ maand_nr('kalender.maand') }}
