with geteld as (
    {{ tel_gevallen(ref('geval_wachttijd'), kpi_opzet('kpi_wachttijd')) }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.productcode,
    geteld.maand,
    geteld.gestart_aantal,
    geteld.mediaan_dagen,
    geteld.langer_4w_aantal,
    geteld.langer_8w_aantal,
    geteld.langer_13w_aantal,
    geteld.langer_4w_pct,
    geteld.langer_8w_pct,
    geteld.langer_13w_pct,
    geteld.mediaan_dagen_vot,
    geteld.wachtend_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
