with geteld as (
    {{ tel_gevallen(ref('geval_gebruik_317'), kpi_opzet('kpi_gebruik_317')) }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.wijzigingen_aantal,
    geteld.met_317_aantal,
    geteld.percentage,
    geteld.verzoeken_317_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
