-- a price that stands there twice is one price
select distinct
    wet,
    productcode,
    aanbieder_agb,
    prijs_eur,
    geldig_van,
    geldig_tot
from {{ source('raw', 'ref_prijzen') }}
