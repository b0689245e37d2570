{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}

with beeindigd as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        cast(extract(year from toewijzing.einddatum) as integer) as eindjaar,
        extract(month from toewijzing.einddatum) * 100 + extract(day from toewijzing.einddatum) as einddag,
        cast(extract(year from instelling.peildatum) as integer) as peiljaar,
        extract(month from instelling.peildatum) * 100 + extract(day from instelling.peildatum) as peildag,
        {{ dagen_tussen('toewijzing.ingangsdatum', 'toewijzing.einddatum') }} + 1 as dagen
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and toewijzing.einddatum <= instelling.peildatum
),

-- every toewijzing counts in its own year and, as last year, in the next (A10); month and day are compared as a number,
-- so that 29 February meets 28 February without year arithmetic
verslagjaar as (
    select
        beeindigd.*,
        eindjaar as jaar,
        dagen as dagen_dit_jaar,
        cast(null as bigint) as dagen_vorig_jaar
    from beeindigd
    union all
    select
        beeindigd.*,
        eindjaar + 1 as jaar,
        cast(null as bigint) as dagen_dit_jaar,
        dagen as dagen_vorig_jaar
    from beeindigd
    where
        eindjaar + 1 < peiljaar
        or (eindjaar + 1 = peiljaar and einddag <= peildag)
),

rij as (
    {{ kubus('verslagjaar', dimensies, ['jaar', 'wet', 'dagen_dit_jaar', 'dagen_vorig_jaar']) }}
),

mediaan as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        count(dagen_dit_jaar) as beeindigd_aantal,
        {{ mediaan('dagen_dit_jaar') }} / {{ als_double(parameter('dagen_per_maand')) }} as mediaan_maanden,
        {{ mediaan('dagen_vorig_jaar') }} / {{ als_double(parameter('dagen_per_maand')) }} as mediaan_maanden_vorig_jaar
    from rij
    group by jaar, wet, gemeente_code, aanbieder_agb, productcode
)

select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    beeindigd_aantal,
    mediaan_maanden,
    mediaan_maanden_vorig_jaar,
    mediaan_maanden - mediaan_maanden_vorig_jaar as verschil_maanden
from mediaan
where beeindigd_aantal > 0
