-- the products with a norm duration, as the list of trajecten that the contract has
select
    wet,
    productcode,
    coalesce(segment, 'onbekend') as segment,
    coalesce(groep, 'onbekend') as groep,
    normlooptijd_dagen,
    cast(round(normlooptijd_dagen / 30.4375, 0) as integer) as norm_maanden
from {{ ref('dim_product') }}
where normlooptijd_dagen is not null
