-- equal rows count once, other amounts on one key add up
select distinct
    cast(jaar as integer) as jaar,
    wet,
    productcode,
    kosten_per_client_eur,
    clienten_aantal
from {{ source('raw', 'ref_kosten_target') }}
