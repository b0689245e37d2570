-- hours add up and days of clients do not: a total of days lies between the largest detail and the sum of details
with rij as (
    select
        volume.*,
        case when gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode = 'ALLE' then 1 else 0 end as is_totaal,
        case
            when gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' and coalesce(productcode, '~') <> 'ALLE' then 1
            else 0
        end as is_detail
    from {{ ref('kpi_volume') }} as volume
),

optelling as (
    select
        wet,
        maand,
        sum(case when is_totaal = 1 then toegewezen_uren else 0 end) as toegewezen_totaal,
        sum(case when is_detail = 1 then toegewezen_uren else 0 end) as toegewezen_detail,
        sum(case when is_totaal = 1 then gedeclareerde_uren else 0 end) as gedeclareerd_totaal,
        sum(case when is_detail = 1 then gedeclareerde_uren else 0 end) as gedeclareerd_detail,
        sum(case when is_totaal = 1 then clientdagen_in_zorg else 0 end) as zorg_totaal,
        sum(case when is_detail = 1 then clientdagen_in_zorg else 0 end) as zorg_detail,
        max(case when is_totaal = 1 then 0 else clientdagen_in_zorg end) as zorg_hoogste
    from rij
    group by wet, maand
)

select *
from optelling
where
    abs(coalesce(toegewezen_totaal, 0) - coalesce(toegewezen_detail, 0)) > 0.001
    or abs(coalesce(gedeclareerd_totaal, 0) - coalesce(gedeclareerd_detail, 0)) > 0.001
    or zorg_totaal > zorg_detail
    or zorg_totaal < zorg_hoogste
