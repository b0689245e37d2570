-- clients must not be added up (A3): a total lies between the largest of its details and their sum
select
    wet,
    maand
from {{ ref('kpi_plekken_realisatie') }}
group by wet, maand
having
    sum(
        case
            when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE' then unieke_clienten_ytd
            else 0
        end
    ) not between max(
        case
            when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE' then 0
            else unieke_clienten_ytd
        end
    ) and sum(
        case
            when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' and coalesce(productcode, '~') <> 'ALLE'
                then unieke_clienten_ytd
            else 0
        end
    )
