with geteld as (
    {{ tel_gevallen(ref('geval_respons'), kpi_opzet('kpi_respons')) }}
)

select
    geteld.maand,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.hulpvorm,
    geteld.beeindigd_aantal,
    geteld.met_meting_aantal,
    geteld.percentage,
    geteld.solist_aantal,
    kalender.is_voorlopig as voorlopig
from geteld
inner join {{ ref('dim_maand') }} as kalender
    on geteld.maand = kalender.maand
where
    geteld.beeindigd_aantal > 0
    -- of who works alone only the number is told, and only in totals
    or geteld.aanbieder_agb = 'ALLE'
