with geteld as (
    {{ tel_gevallen(ref('geval_reden_beeindiging'), kpi_opzet('kpi_reden_beeindiging')) }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.reden_beeindiging,
    case
        when geteld.reden_beeindiging = 'ALLE' then 'alle definitieve stops'
        else reden.analysegroep
    end as omschrijving,
    geteld.stops_aantal,
    geteld.clienten_aantal,
    case when not coalesce(reden.is_tijdelijk, false) then geteld.aandeel_pct end as aandeel_pct,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as jaar on geteld.jaar = jaar.jaar
{{ met_dekking('geteld') }}
left join {{ ref('reden_beeindiging') }} as reden
    on
        geteld.wet = reden.wet
        and geteld.reden_beeindiging = reden.code
