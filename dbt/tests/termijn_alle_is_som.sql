-- cases add up: the ALLE row equals the sum of its details
select
    termijn,
    wet,
    maand
from {{ ref('kpi_termijn') }}
group by termijn, wet, maand
having
    sum(case when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' then totaal else 0 end)
    <> sum(case when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' then totaal else 0 end)
