-- unique clients year to date never decrease within a year (K002-05)
with vorige as (
    select
        plekken.unieke_clienten_ytd,
        lag(plekken.unieke_clienten_ytd) over (
            partition by
                plekken.wet, plekken.gemeente_code, plekken.aanbieder_agb, plekken.productcode, maand.jaar
            order by plekken.maand
        ) as unieke_clienten_ervoor
    from {{ ref('kpi_plekken_realisatie') }} as plekken
    inner join {{ ref('dim_maand') }} as maand on plekken.maand = maand.maand
)

select
    unieke_clienten_ytd,
    unieke_clienten_ervoor
from vorige
where unieke_clienten_ytd < unieke_clienten_ervoor
