-- toewijzingen add up: the ALLE row equals the sum of its details (clients do not)
with getekend as (
    select
        wet,
        maand,
        stand,
        instroom,
        uitstroom,
        case
            when gemeente_code = 'ALLE' and inkoopcategorie = 'ALLE' and aanbieder_agb = 'ALLE' then 1
            when gemeente_code <> 'ALLE' and inkoopcategorie <> 'ALLE' and aanbieder_agb <> 'ALLE' then -1
            else 0
        end as teken
    from {{ ref('kpi_lopende_voorzieningen') }}
)

select
    wet,
    maand
from getekend
group by wet, maand
having
    sum(teken * stand) <> 0
    or sum(teken * instroom) <> 0
    or sum(teken * uitstroom) <> 0
