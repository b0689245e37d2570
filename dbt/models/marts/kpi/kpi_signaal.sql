with geteld as (
    {{ tel_gevallen(ref('geval_signaal'), kpi_opzet('kpi_signaal')) }}
)

select
    geteld.signaal,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.aantal,
    geteld.noemer,
    geteld.percentage,
    signaal.eenheid,
    signaal.omschrijving,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('signaal') }} as signaal on geteld.signaal = signaal.signaal
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
