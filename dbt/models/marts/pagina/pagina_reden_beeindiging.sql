-- every reason of the law, also one that nobody gave: then it is none, not unknown
with rij as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        voorlopig,
        onvolledig
    from {{ ref('kpi_reden_beeindiging') }}
    group by jaar, wet, gemeente_code, aanbieder_agb, voorlopig, onvolledig
)

select
    rij.jaar,
    rij.wet,
    rij.gemeente_code,
    rij.aanbieder_agb,
    reden.code as reden_beeindiging,
    reden.analysegroep || ' (' || reden.code || ')' as reden,
    case
        when reden.is_tijdelijk then 'telt niet als einde'
        when reden.is_volgens_plan then 'volgens plan'
        when reden.is_uitval then 'uitval'
        when reden.is_uitgesloten_bij_uitval then 'buiten invloed'
        else 'overig'
    end as soort,
    coalesce(geteld.stops_aantal, 0) as stops_aantal,
    coalesce(geteld.clienten_aantal, 0) as clienten_aantal,
    case
        when reden.is_tijdelijk or totaal.stops_aantal is null then null
        else coalesce(geteld.aandeel_pct, 0)
    end as aandeel_pct,
    rij.voorlopig,
    rij.onvolledig
from rij
inner join {{ ref('reden_beeindiging') }} as reden on rij.wet = reden.wet
left join {{ ref('kpi_reden_beeindiging') }} as geteld
    on
        rij.jaar = geteld.jaar
        and rij.wet = geteld.wet
        and rij.gemeente_code = geteld.gemeente_code
        and rij.aanbieder_agb = geteld.aanbieder_agb
        and reden.code = geteld.reden_beeindiging
left join {{ ref('kpi_reden_beeindiging') }} as totaal
    on
        rij.jaar = totaal.jaar
        and rij.wet = totaal.wet
        and rij.gemeente_code = totaal.gemeente_code
        and rij.aanbieder_agb = totaal.aanbieder_agb
        and totaal.reden_beeindiging = 'ALLE'
union all
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    reden_beeindiging,
    reden_beeindiging as reden,
    '' as soort,
    stops_aantal,
    clienten_aantal,
    aandeel_pct,
    voorlopig,
    onvolledig
from {{ ref('kpi_reden_beeindiging') }}
where
    reden_beeindiging = 'ALLE'
    or reden_beeindiging not in (select reden.code from {{ ref('reden_beeindiging') }} as reden)
