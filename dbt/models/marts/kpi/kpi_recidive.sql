with geteld as (
    {{ tel_gevallen(ref('geval_recidive'), kpi_opzet('kpi_recidive')) }}
)

select
    geteld.cohortmaand,
    geteld.wet,
    geteld.zorgterrein,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.uitgestroomd_aantal,
    geteld.teruggekeerd_aantal,
    geteld.percentage,
    geteld.teruggekeerd_3m_aantal,
    geteld.percentage_3m,
    geteld.teruggekeerd_6m_aantal,
    geteld.percentage_6m,
    geteld.teruggekeerd_enig_zorgterrein_aantal,
    geteld.percentage_enig_zorgterrein,
    -- a return in the last month of the window may still be reported
    sluitmaand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.cohortmaand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as sluitmaand
    on geteld.sluitmaand_nr = {{ maand_nr('sluitmaand.maand') }}
{{ met_dekking('geteld') }}
