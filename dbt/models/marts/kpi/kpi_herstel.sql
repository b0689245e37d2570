with geteld as (
    {{ tel_gevallen(ref('geval_herstel'), kpi_opzet('kpi_herstel')) }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.gevonden_aantal,
    geteld.hersteld_aantal,
    geteld.percentage,
    geteld.gecorrigeerd_aantal,
    geteld.akkoord_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
