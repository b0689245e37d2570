{{ config(materialized='view') }}

-- TR361: one product more than once in a request; without code the categorie counts, without either nothing is equal
with product as (
    select
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        productcategorie,
        productcode,
        ingangsdatum,
        einddatum
    from {{ ref('int_record_aangevraagd') }}
    union all
    select
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        productcategorie,
        productcode,
        gewenste_ingangsdatum as ingangsdatum,
        einddatum
    from {{ ref('int_record_nieuw') }}
)

select
    een.bericht_id,
    een.wet,
    een.gemeente_code,
    een.aanbieder_agb,
    een.dagtekening,
    coalesce(een.productcode, een.productcategorie) as product,
    een.positie as positie_een,
    een.ingangsdatum as ingangsdatum_een,
    een.einddatum as einddatum_een,
    ander.positie as positie_ander,
    ander.ingangsdatum as ingangsdatum_ander,
    ander.einddatum as einddatum_ander,
    coalesce(een.ingangsdatum <= ander.einddatum, true)
    and coalesce(ander.ingangsdatum <= een.einddatum, true) as is_overlappend
from product as een
inner join product as ander
    on
        een.bericht_id = ander.bericht_id
        and een.positie < ander.positie
        and coalesce(een.productcode, een.productcategorie) = coalesce(ander.productcode, ander.productcategorie)
left join {{ ref('productcategorie') }} as categorie
    on
        een.wet = categorie.wet
        and een.productcategorie = categorie.code
where not coalesce(categorie.is_hulpmiddel, false)
