{{ config(materialized='view') }}

with record as (
    select
        klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        productcategorie,
        productcode
    from {{ ref('int_record_product') }}
    where noemt_product
    union all
    select
        'start product' as klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        productcategorie,
        productcode
    from {{ ref('int_record_start') }}
    union all
    select
        'stop product' as klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        productcategorie,
        productcode
    from {{ ref('int_record_stop') }}
    union all
    select
        'prestatie' as klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        productcategorie,
        productcode
    from {{ ref('int_record_prestatie') }}
),

-- without a list of products nothing can be said
lijst as (
    select distinct wet
    from {{ ref('int_product_categorie') }}
)

select record.* -- noqa: AM04
from record
inner join lijst on record.wet = lijst.wet
where record.productcode is not null
