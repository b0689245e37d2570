-- the last step per kind, provider, gemeente and KPI
with gerangschikt as (
    select
        opvolgstap.*,
        row_number() over (
            partition by opvolgstap.soort, opvolgstap.aanbieder_agb, opvolgstap.gemeente_code, opvolgstap.kpi
            order by
                case when opvolgstap.datum is null then 1 else 0 end,
                opvolgstap.datum desc,
                opvolgstap.stap desc,
                opvolgstap.status asc
        ) as rang
    from {{ ref('stg_opvolgstap') }} as opvolgstap
    cross join {{ ref('int_instelling') }} as instelling
    where coalesce(opvolgstap.datum <= instelling.kennisdatum, true)
)

select
    soort,
    aanbieder_agb,
    gemeente_code,
    kpi,
    stap,
    status,
    datum
from gerangschikt
where rang = 1
