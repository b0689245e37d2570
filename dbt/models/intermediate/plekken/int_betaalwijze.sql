-- the segments of a law, and products without one
with segment as (
    select
        wet,
        segment
    from {{ ref('int_product') }}
    union distinct
    select
        wet,
        cast(null as {{ tekst_type() }}) as segment
    from {{ ref('int_product') }}
),

gemeente as (
    select
        wet,
        gemeente_code
    from {{ ref('int_toewijzing') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('int_zorgperiode') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('int_prestatie') }}
),

kandidaat as (
    select
        gemeente.wet,
        gemeente.gemeente_code,
        coalesce(segment.segment, {{ parameter('onbekend') }}) as segment,
        betaalwijze.methode,
        case when betaalwijze.gemeente_code is null then 1 else 0 end as is_elke_gemeente,
        case when betaalwijze.segment is null then 1 else 0 end as is_elk_segment,
        coalesce(betaalwijze.geldig_van, cast('0001-01-01' as date)) as geldig_van,
        {{ vroegste('betaalwijze.geldig_tot', 'instelling.historie_tot') }} as geldig_tot
    from gemeente
    inner join segment on gemeente.wet = segment.wet
    inner join {{ ref('stg_betaalwijze') }} as betaalwijze
        on
            gemeente.wet = betaalwijze.wet
            and (betaalwijze.gemeente_code is null or gemeente.gemeente_code = betaalwijze.gemeente_code)
            and (betaalwijze.segment is null or segment.segment = betaalwijze.segment)
    cross join {{ ref('int_instelling') }} as instelling
),

geldig as (
    select *
    from kandidaat
    where geldig_van <= geldig_tot
)

{{ geldige_rij(
    'geldig',
    ['wet', 'gemeente_code', 'segment'],
    ['methode'],
    [
        'geldig.is_elke_gemeente',
        'geldig.is_elk_segment',
        'geldig.geldig_van desc',
        'geldig.geldig_tot',
        'geldig.methode'
    ]
) }}
