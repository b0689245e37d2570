-- zorgdagen add up: the ALLE row equals the sum of its details
select
    wet,
    maand
from {{ ref('kpi_plekken_realisatie') }}
group by wet, maand
having
    sum(case when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE' then zorgdagen else 0 end)
    <> sum(
        case
            when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' and coalesce(productcode, '~') <> 'ALLE'
                then zorgdagen
            else 0
        end
    )
