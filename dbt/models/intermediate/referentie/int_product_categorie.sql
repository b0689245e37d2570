select
    wet,
    productcategorie,
    productcode
from {{ ref('stg_product_categorie') }}
