select
    wet,
    productcategorie,
    productcode,
    product_naam,
    inkoopcategorie,
    zorgterrein,
    perceel,
    segment,
    groep,
    normlooptijd_dagen,
    rangorde_aantal
from {{ ref('stg_product') }}
