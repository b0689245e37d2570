-- the norm of a perceel in a year is the one valid on 31 December; one for the perceel goes before one for all,
-- then the latest
with kandidaat as (
    select
        perceel.kpi,
        perceel.wet,
        perceel.perceel,
        jaar.jaar,
        norm.norm,
        norm.bandbreedte,
        coalesce(norm.richting, perceel.richting) as richting,
        norm.bron,
        row_number() over (
            partition by perceel.kpi, perceel.wet, perceel.perceel, jaar.jaar
            order by
                case when norm.perceel is null then 1 else 0 end,
                case when norm.wet is null then 1 else 0 end,
                coalesce(norm.geldig_van, jaar.eerste_dag) desc,
                norm.norm asc,
                norm.bandbreedte asc,
                norm.richting asc,
                norm.bron asc
        ) as rang
    from {{ ref('kpi_perceel') }} as perceel
    cross join {{ ref('dim_jaar') }} as jaar
    inner join {{ ref('int_norm') }} as norm
        on
            perceel.kpi = norm.kpi
            and perceel.wet = coalesce(norm.wet, perceel.wet)
            and perceel.perceel = coalesce(norm.perceel, perceel.perceel)
            and jaar.laatste_dag >= coalesce(norm.geldig_van, jaar.laatste_dag)
            and jaar.laatste_dag <= coalesce(norm.geldig_tot, jaar.laatste_dag)
    where
        norm.zorgterrein is null
        and norm.norm is not null
)

select
    kpi,
    wet,
    perceel,
    jaar,
    norm,
    bandbreedte,
    richting,
    bron
from kandidaat
where rang = 1
