with geteld as (
    {{ tel_gevallen(ref('geval_termijn'), kpi_opzet('kpi_termijn')) }}
)

select
    geteld.termijn,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.totaal,
    geteld.binnen_norm,
    geteld.percentage,
    geteld.verantwoordelijke,
    geteld.kpi,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
