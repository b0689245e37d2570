-- what a client had in a month: zorgdagen (A7) and costs (A13, K002-18), per product, provider and gemeente
with deel as (
    select
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.zorgterrein,
        uitgave.productcode,
        uitgave.client_id,
        maand.maand,
        uitgave.bedrag,
        0 as zorgdagen
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    union all
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.zorgterrein,
        periode.productcode,
        periode.client_id,
        maand.maand,
        cast(0 as decimal(28, 10)) as bedrag,
        {{ dagen_in_maand('periode') }} as zorgdagen
    from {{ ref('int_zorgperiode') }} as periode
    inner join {{ ref('dim_maand') }} as maand
        on
            periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
            and maand.is_volledig
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    productcode,
    client_id,
    maand,
    cast(sum(bedrag) as decimal(28, 10)) as bedrag,
    cast(sum(zorgdagen) as bigint) as zorgdagen
from deel
group by wet, gemeente_code, aanbieder_agb, zorgterrein, productcode, client_id, maand
