with geteld as (
    {{ tel_gevallen(ref('geval_verwijzer'), kpi_opzet('kpi_verwijzer')) }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.verwijzer,
    geteld.clienten_ytd,
    geteld.onbekend_ytd,
    geteld.onbekend_pct,
    geteld.aandeel_pct,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(begin_van('year', 'geteld.maand')) }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as kalender on geteld.maand = kalender.maand
{{ met_dekking('geteld') }}
