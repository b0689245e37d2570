-- quantity and price make up the difference exactly, on every row, and the products make up the total where it has one
select
    jaar,
    wet
from {{ ref('kpi_kosten_per_client') }}
group by jaar, wet
having
    sum(case when hoeveelheidsverschil_eur + prijsverschil_eur <> verschil_eur then 1 else 0 end) > 0
    or max(case when productcode = 'ALLE' then hoeveelheidsverschil_eur end)
    <> sum(case when coalesce(productcode, '~') <> 'ALLE' then coalesce(hoeveelheidsverschil_eur, 0) else 0 end)
    or max(case when productcode = 'ALLE' then prijsverschil_eur end)
    <> sum(case when coalesce(productcode, '~') <> 'ALLE' then coalesce(prijsverschil_eur, 0) else 0 end)
