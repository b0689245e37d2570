with gerangschikt as (
    select
        product.*,
        row_number() over (
            partition by wet, productcode
            order by
                productcategorie asc,
                {{ ongemaskeerd('product_naam') }} asc,
                inkoopcategorie asc,
                zorgterrein asc,
                perceel asc,
                segment asc,
                groep asc,
                normlooptijd_dagen asc,
                rangorde_aantal asc
        ) as rang
    from {{ source('raw', 'ref_producten') }} as product
)

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
from gerangschikt
where rang = 1
