-- whose price is asked for; an afspraak without aanbieder asks for the general one
with vraag as (
    select
        wet,
        aanbieder_agb,
        productcode
    from {{ ref('int_zorgperiode') }}
    union distinct
    select
        wet,
        aanbieder_agb,
        productcode
    from {{ ref('int_afspraak') }}
),

kandidaat as (
    select
        vraag.wet,
        vraag.aanbieder_agb,
        vraag.productcode,
        prijs.prijs_eur,
        product.normlooptijd_dagen,
        case when prijs.aanbieder_agb is null then 1 else 0 end as is_algemeen,
        coalesce(prijs.geldig_van, cast('0001-01-01' as date)) as geldig_van,
        {{ vroegste('prijs.geldig_tot', 'instelling.historie_tot') }} as geldig_tot
    from vraag
    inner join {{ ref('stg_prijs') }} as prijs
        on
            vraag.wet = prijs.wet
            and vraag.productcode = prijs.productcode
            and (prijs.aanbieder_agb is null or vraag.aanbieder_agb = prijs.aanbieder_agb)
    -- a price is for the norm duration (K002-02): without one it says nothing about a day
    inner join {{ ref('int_product') }} as product
        on
            vraag.wet = product.wet
            and vraag.productcode = product.productcode
            and product.normlooptijd_dagen > 0
    cross join {{ ref('int_instelling') }} as instelling
),

geldig as (
    select *
    from kandidaat
    where geldig_van <= geldig_tot
)

{{ geldige_rij(
    'geldig',
    ['wet', 'aanbieder_agb', 'productcode'],
    ['prijs_eur', 'normlooptijd_dagen'],
    ['geldig.is_algemeen', 'geldig.geldig_van desc', 'geldig.geldig_tot', 'geldig.prijs_eur desc']
) }}
