select
    jaar,
    wet,
    productcode,
    kosten_per_client_eur,
    clienten_aantal
from {{ ref('stg_kosten_target') }}
