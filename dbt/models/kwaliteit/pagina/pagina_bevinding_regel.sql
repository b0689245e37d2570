-- the fifteen rules with the most findings of a year; what can still be mended and by whom is said by the finding
with herstelbaar as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        cast(extract(year from dagtekening) as integer) as jaar,
        te_herstellen_door as eigenaar,
        count(*) as aantal
    from {{ ref('bevinding') }}
    where te_herstellen_door is not null
    group by regel, wet, gemeente_code, aanbieder_agb, extract(year from dagtekening), te_herstellen_door
),

herstelbaar_kubus as (
    {{ kubus('herstelbaar', ['gemeente_code', 'aanbieder_agb'], ['regel', 'wet', 'jaar', 'eigenaar', 'aantal']) }}
),

wie as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        jaar,
        eigenaar,
        sum(aantal) as aantal
    from herstelbaar_kubus
    where
        gemeente_code is not null
        and aanbieder_agb is not null
    group by regel, wet, gemeente_code, aanbieder_agb, jaar, eigenaar
),

geplaatst as (
    select
        *,
        eigenaar || ' ' || {{ aantal_tekst('aantal') }} as zin,
        row_number() over (
            partition by regel, wet, gemeente_code, aanbieder_agb, jaar
            order by aantal desc, eigenaar asc
        ) as plaats
    from wie
),

eigenaars as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        jaar,
        max(case when plaats = 1 then zin end)
        || coalesce(', ' || max(case when plaats = 2 then zin end), '')
        || coalesce(', ' || max(case when plaats = 3 then zin end), '') as eigenaar
    from geplaatst
    group by regel, wet, gemeente_code, aanbieder_agb, jaar
),

meting as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        cast(extract(year from maand) as integer) as jaar,
        sum(beoordeeld_aantal) as beoordeeld_aantal,
        sum(bevinding_aantal) as bevinding_aantal,
        max(maand) as laatste_maand
    from {{ ref('meting') }}
    group by regel, wet, gemeente_code, aanbieder_agb, extract(year from maand)
),

meting_kubus as (
    {{ kubus('meting', ['gemeente_code', 'aanbieder_agb'],
        ['regel', 'wet', 'jaar', 'beoordeeld_aantal', 'bevinding_aantal', 'laatste_maand']) }}
),

telling as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        jaar,
        cast(sum(beoordeeld_aantal) as bigint) as beoordeeld_aantal,
        cast(sum(bevinding_aantal) as bigint) as bevinding_aantal,
        max(laatste_maand) as laatste_maand
    from meting_kubus
    where
        gemeente_code is not null
        and aanbieder_agb is not null
    group by regel, wet, gemeente_code, aanbieder_agb, jaar
    having sum(bevinding_aantal) > 0
),

gerangschikt as (
    select
        *,
        row_number() over (
            partition by wet, gemeente_code, aanbieder_agb, jaar
            order by bevinding_aantal desc, regel asc
        ) as plaats
    from telling
),

grens as (
    select min(maand) as maand
    from {{ ref('dim_maand') }}
    where is_voorlopig
)

select
    -- the most first
    -gerangschikt.bevinding_aantal as volgorde,
    gerangschikt.regel,
    gerangschikt.wet,
    gerangschikt.gemeente_code,
    gerangschikt.aanbieder_agb,
    gerangschikt.jaar,
    regel.stelling,
    regel.ernst,
    coalesce(eigenaars.eigenaar, 'niets') as eigenaar,
    gerangschikt.beoordeeld_aantal,
    gerangschikt.bevinding_aantal,
    {{ percentage('gerangschikt.bevinding_aantal', 'gerangschikt.beoordeeld_aantal') }} as bevinding_pct,
    -- messages may be of months outside the calendar
    gerangschikt.laatste_maand >= grens.maand as voorlopig
from gerangschikt
cross join grens
left join eigenaars
    on
        gerangschikt.regel = eigenaars.regel
        and gerangschikt.wet = eigenaars.wet
        and gerangschikt.gemeente_code = eigenaars.gemeente_code
        and gerangschikt.aanbieder_agb = eigenaars.aanbieder_agb
        and gerangschikt.jaar = eigenaars.jaar
left join {{ ref('regel') }} as regel on gerangschikt.regel = regel.regel
where gerangschikt.plaats <= 15
