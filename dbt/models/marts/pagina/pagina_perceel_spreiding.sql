-- how the providers with enough clients lie, of all gemeenten together; with one or two a spread says nothing
with aanbieder as (
    select
        jaar,
        wet,
        perceel,
        kpi,
        regel,
        waarde,
        norm,
        oordeel,
        voorlopig,
        onvolledig
    from {{ ref('pagina_perceel') }}
    where
        gemeente_code = 'ALLE'
        and aanbieder_agb <> 'ALLE'
        and waarde is not null
        and clienten_aantal >= cast({{ parameter('vergelijk_min_gevallen') }} as integer)
)

select
    jaar,
    wet,
    perceel,
    kpi,
    regel,
    count(*) as aanbieders_aantal,
    sum(case when oordeel = 'rood' then 1 else 0 end) as rood_aantal,
    case when count(*) > 2 then min(waarde) end as laagste,
    case when count(*) > 2 then {{ percentiel('waarde', 0.25) }} end as kwart,
    case when count(*) > 2 then {{ mediaan('waarde') }} end as mediaan,
    case when count(*) > 2 then {{ percentiel('waarde', 0.75) }} end as driekwart,
    case when count(*) > 2 then max(waarde) end as hoogste,
    max(norm) as norm,
    max(case when voorlopig then 1 else 0 end) = 1 as voorlopig,
    max(case when onvolledig then 1 else 0 end) = 1 as onvolledig
from aanbieder
group by jaar, wet, perceel, kpi, regel
