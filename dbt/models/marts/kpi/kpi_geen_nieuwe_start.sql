with geteld as (
    {{ tel_gevallen(ref('geval_geen_nieuwe_start'), kpi_opzet('kpi_geen_nieuwe_start')) }}
)

select
    geteld.cohortmaand,
    geteld.wet,
    geteld.zorgterrein,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.uitgestroomd_aantal,
    geteld.geen_nieuwe_start_aantal,
    geteld.percentage,
    -- a new start in the last month of the window may still be reported
    sluitmaand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.cohortmaand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as sluitmaand
    on geteld.sluitmaand_nr = {{ maand_nr('sluitmaand.maand') }}
{{ met_dekking('geteld') }}
