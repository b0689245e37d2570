-- amounts of the parts add up to the whole, but for the rounding of each part to cents
select
    wet,
    maand
from {{ ref('kpi_uitgaven') }}
group by wet, maand
having
    abs(
        sum(case when gemeente_code = 'ALLE' and zorgterrein = 'ALLE' then ontvangen_maand_eur else 0 end)
        - sum(case when gemeente_code <> 'ALLE' and zorgterrein <> 'ALLE' then ontvangen_maand_eur else 0 end)
    ) > 0.005 * count(*)
