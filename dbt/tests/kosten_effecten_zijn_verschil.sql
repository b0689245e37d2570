-- quantity and price make up the difference exactly, on every row, and the products make up the total
select
    jaar,
    wet
from {{ ref('kpi_kosten_per_client') }}
group by jaar, wet
having
    sum(case when hoeveelheidsverschil_eur + prijsverschil_eur <> verschil_eur then 1 else 0 end) > 0
    or sum(case when productcode = 'ALLE' then hoeveelheidsverschil_eur else 0 end)
    <> sum(case when coalesce(productcode, '~') <> 'ALLE' then hoeveelheidsverschil_eur else 0 end)
    or sum(case when productcode = 'ALLE' then prijsverschil_eur else 0 end)
    <> sum(case when coalesce(productcode, '~') <> 'ALLE' then prijsverschil_eur else 0 end)
