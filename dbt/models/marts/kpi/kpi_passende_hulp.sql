with geteld as (
    {{ tel_gevallen(ref('geval_passende_hulp'), kpi_opzet('kpi_passende_hulp')) }}
)

select
    geteld.maand,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.productcode,
    geteld.trajecten_aantal,
    geteld.wissel_aantal,
    geteld.percentage,
    geteld.andere_aanbieder_aantal,
    geteld.ander_product_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as kalender on geteld.maand = kalender.maand
{{ met_dekking('geteld') }}
