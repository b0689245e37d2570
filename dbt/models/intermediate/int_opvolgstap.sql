-- is_laatste: the last step up to K per kind, provider, gemeente and KPI; what is dated later is still to come
with gerangschikt as (
    select
        opvolgstap.*,
        coalesce(opvolgstap.datum > instelling.kennisdatum, false) as is_komend,
        row_number() over (
            partition by
                opvolgstap.soort,
                opvolgstap.aanbieder_agb,
                opvolgstap.gemeente_code,
                opvolgstap.kpi,
                coalesce(opvolgstap.datum > instelling.kennisdatum, false)
            order by
                case when opvolgstap.datum is null then 1 else 0 end,
                opvolgstap.datum desc,
                opvolgstap.stap desc,
                opvolgstap.status asc
        ) as rang
    from {{ ref('stg_opvolgstap') }} as opvolgstap
    cross join {{ ref('int_instelling') }} as instelling
)

select
    soort,
    aanbieder_agb,
    gemeente_code,
    kpi,
    stap,
    status,
    datum,
    rang = 1 and not is_komend as is_laatste,
    is_komend
from gerangschikt
