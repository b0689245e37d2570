-- what is paid by place has no costs per client
select
    jaar,
    wet,
    productcode,
    'betaald per plek' as betaalvorm,
    kosten_real_eur,
    voorlopig,
    onvolledig
from {{ ref('kpi_kosten_per_client') }}
where is_per_plek
