-- a perceel for the KPIs that have one, and only the percelen they hold for: none on perceel 5 (K000-09)
with per_perceel as (
    select distinct kpi
    from {{ ref('kpi_perceel') }}
)

select
    stoplicht.kpi,
    stoplicht.wet,
    stoplicht.perceel
from {{ ref('stoplicht') }} as stoplicht
left join per_perceel on stoplicht.kpi = per_perceel.kpi
left join {{ ref('kpi_perceel') }} as kpi_perceel
    on
        stoplicht.kpi = kpi_perceel.kpi
        and stoplicht.wet = kpi_perceel.wet
        and stoplicht.perceel = kpi_perceel.perceel
where
    (stoplicht.perceel is not null and kpi_perceel.kpi is null)
    or (stoplicht.perceel is null and per_perceel.kpi is not null)
