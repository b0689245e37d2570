{%- set rij = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dagen_per_maand = als_double(parameter('dagen_per_maand')) -%}
{%- set vorig_jaar = begin_vorig_jaar('kalender.eerste_dag') -%}

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
        toewijzing.ingangsdatum,
        {{ dagen_tussen('toewijzing.ingangsdatum', 'toewijzing.einddatum') }} + 1 as dagen
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and toewijzing.einddatum <= instelling.peildatum
),

-- no duration to measure yet: left out of it and reported, in every year in which it ran up to the end of the year or P
open_toewijzing as (
    select
        kalender.jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        count(*) as aantal
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_jaar') }} as kalender
        on
            toewijzing.ingangsdatum <= kalender.laatste_dag
            and instelling.peildatum >= kalender.eerste_dag
    where
        toewijzing.telt_mee
        and toewijzing.einddatum is null
        and toewijzing.ingangsdatum <= instelling.peildatum
    group by
        kalender.jaar, toewijzing.wet, toewijzing.gemeente_code, toewijzing.aanbieder_agb, toewijzing.productcode
),

-- every toewijzing counts in its own year and, as last year, in the next (A10); month and day are compared as a number,
-- so that 29 February meets 28 February without year arithmetic
verslagjaar as (
    select
        eindjaar as jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        ingangsdatum,
        dagen as dagen_dit_jaar,
        cast(null as bigint) as dagen_vorig_jaar,
        0 as open_aantal
    from beeindigd
    union all
    select
        eindjaar + 1 as jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        cast(null as date) as ingangsdatum,
        cast(null as bigint) as dagen_dit_jaar,
        dagen as dagen_vorig_jaar,
        0 as open_aantal
    from beeindigd
    where
        eindjaar + 1 < peiljaar
        or (eindjaar + 1 = peiljaar and einddag <= peildag)
    union all
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        cast(null as date) as ingangsdatum,
        cast(null as bigint) as dagen_dit_jaar,
        cast(null as bigint) as dagen_vorig_jaar,
        aantal as open_aantal
    from open_toewijzing
),

rijen as (
    {{ kubus(
        'verslagjaar',
        ['gemeente_code', 'aanbieder_agb', 'productcode'],
        ['jaar', 'wet', 'ingangsdatum', 'dagen_dit_jaar', 'dagen_vorig_jaar', 'open_aantal']
    ) }}
),

samengevat as (
    select
        {{ rij | join(', ') }},
        min(ingangsdatum) as eerste_begindatum,
        count(dagen_dit_jaar) as beeindigd_aantal,
        count(dagen_vorig_jaar) as beeindigd_vorig_jaar_aantal,
        {{ mediaan('dagen_dit_jaar') }} / {{ dagen_per_maand }} as mediaan_maanden,
        {{ mediaan('dagen_vorig_jaar') }} / {{ dagen_per_maand }} as mediaan_maanden_vorig_jaar,
        avg({{ als_double('dagen_dit_jaar') }}) / {{ dagen_per_maand }} as gemiddelde_maanden,
        {{ percentiel('dagen_dit_jaar', 0.25) }} / {{ dagen_per_maand }} as p25_maanden,
        {{ percentiel('dagen_dit_jaar', 0.75) }} / {{ dagen_per_maand }} as p75_maanden,
        cast(sum(open_aantal) as bigint) as open_aantal
    from rijen
    group by {{ rij | join(', ') }}
)

select
    samengevat.jaar,
    samengevat.wet,
    samengevat.gemeente_code,
    samengevat.aanbieder_agb,
    samengevat.productcode,
    samengevat.beeindigd_aantal,
    samengevat.mediaan_maanden,
    {{ als_gedekt(vorig_jaar, 'samengevat.mediaan_maanden_vorig_jaar') }} as mediaan_maanden_vorig_jaar,
    {{ als_gedekt(vorig_jaar, 'samengevat.mediaan_maanden - samengevat.mediaan_maanden_vorig_jaar') }}
        as verschil_maanden,
    samengevat.gemiddelde_maanden,
    samengevat.p25_maanden,
    samengevat.p75_maanden,
    samengevat.open_aantal,
    samengevat.beeindigd_vorig_jaar_aantal,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('samengevat.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from samengevat
inner join {{ ref('dim_jaar') }} as kalender on samengevat.jaar = kalender.jaar
{{ met_dekking('samengevat') }}
where samengevat.beeindigd_aantal > 0
