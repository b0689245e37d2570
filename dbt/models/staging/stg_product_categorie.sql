select distinct
    wet,
    productcategorie,
    productcode
from {{ source('raw', 'ref_producten') }}
where
    wet is not null
    and productcode is not null
