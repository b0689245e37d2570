-- of each provider the light of each KPI: of the year where it exists, else of the last period, at most a year old, as
-- on the stoplicht
with later as (
    select 0 as jaren
    union all
    select 1 as jaren
),

periode as (
    select
        stoplicht.*,
        cast(extract(year from stoplicht.periode_einde) as integer) + later.jaren as jaar
    from {{ ref('stoplicht') }} as stoplicht
    cross join later
    where
        stoplicht.zorgterrein = 'ALLE'
        and stoplicht.gemeente_code = 'ALLE'
        and stoplicht.aanbieder_agb <> 'ALLE'
        and stoplicht.waarde is not null
        and (later.jaren = 0 or stoplicht.periode_soort <> 'jaar')
),

gerangschikt as (
    select
        periode.*,
        row_number() over (
            partition by wet, jaar, aanbieder_agb, kpi, perceel
            order by case periode_soort when 'jaar' then 0 else 1 end, periode_einde desc, periode desc
        ) as plaats
    from periode
)

select
    gerangschikt.wet,
    gerangschikt.jaar,
    gerangschikt.aanbieder_agb,
    gerangschikt.kpi,
    gerangschikt.perceel,
    gerangschikt.periode,
    gerangschikt.periode_soort = '12 maanden' as is_over_12_maanden,
    cast(gerangschikt.waarde as decimal(18, 2)) as waarde,
    cast(gerangschikt.noemer as decimal(18, 0)) as noemer,
    gerangschikt.norm,
    gerangschikt.richting,
    gerangschikt.kleur,
    gerangschikt.geen_kleur,
    gerangschikt.voorlopig,
    gerangschikt.onvolledig
from gerangschikt
inner join {{ ref('dim_jaar') }} as jaar on gerangschikt.jaar = jaar.jaar
where gerangschikt.plaats = 1
