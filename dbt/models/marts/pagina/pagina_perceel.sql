-- what the contract asks per perceel, a line for each KPI; uitval has its variants beside it
with uitval as (
    select
        'uitval' as kpi,
        jaar,
        perceel,
        gemeente_code,
        aanbieder_agb,
        percentage_excl,
        na_beoordeling_percentage,
        beoordeeld_aantal
    from {{ ref('kpi_uitval') }}
)

select
    cast(extract(year from stoplicht.periode_einde) as integer) as jaar,
    stoplicht.wet,
    stoplicht.gemeente_code,
    stoplicht.aanbieder_agb,
    stoplicht.perceel,
    stoplicht.kpi,
    'Perceel ' || stoplicht.perceel || ', ' || perceel.omschrijving as regel,
    kpi.teller || ', van: ' || kpi.noemer as definitie,
    stoplicht.waarde,
    cast(stoplicht.noemer as bigint) as clienten_aantal,
    case stoplicht.richting when 'hoger' then 'minstens' when 'lager' then 'hoogstens' end as grens,
    stoplicht.norm,
    stoplicht.bandbreedte,
    case
        when stoplicht.kleur = 'grijs' then coalesce(stoplicht.geen_kleur, 'geen norm')
        else stoplicht.kleur
    end as oordeel,
    uitval.percentage_excl,
    uitval.na_beoordeling_percentage,
    uitval.beoordeeld_aantal,
    cast(stoplicht.teller as bigint) - uitval.beoordeeld_aantal as niet_beoordeeld_aantal,
    stoplicht.voorlopig,
    stoplicht.onvolledig
from {{ ref('stoplicht') }} as stoplicht
inner join {{ ref('kpi_perceel') }} as perceel
    on
        stoplicht.kpi = perceel.kpi
        and stoplicht.wet = perceel.wet
        and stoplicht.perceel = perceel.perceel
inner join {{ ref('dim_kpi') }} as kpi on stoplicht.kpi = kpi.kpi
left join uitval
    on
        stoplicht.kpi = uitval.kpi
        and cast(extract(year from stoplicht.periode_einde) as integer) = uitval.jaar
        and stoplicht.perceel = uitval.perceel
        and stoplicht.gemeente_code = uitval.gemeente_code
        and stoplicht.aanbieder_agb = uitval.aanbieder_agb
where
    stoplicht.periode_soort = 'jaar'
    and stoplicht.zorgterrein = 'ALLE'
