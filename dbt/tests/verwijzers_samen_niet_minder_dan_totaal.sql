-- a client has at least one verwijzer and may have more: never below the total, and no verwijzer above it (A3)
select
    wet,
    gemeente_code,
    aanbieder_agb,
    maand
from {{ ref('kpi_verwijzer') }}
group by wet, gemeente_code, aanbieder_agb, maand
having
    sum(case when verwijzer <> 'ALLE' then clienten_ytd else 0 end)
    < sum(case when verwijzer = 'ALLE' then clienten_ytd else 0 end)
    or max(case when verwijzer <> 'ALLE' then clienten_ytd else 0 end)
    > sum(case when verwijzer = 'ALLE' then clienten_ytd else 0 end)
