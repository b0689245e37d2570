{%- set kolommen = ['soort', 'kpi', 'aanbieder_agb', 'gemeente_code', 'stap', 'status', 'datum', 'is_komend'] -%}

-- a step without a provider or gemeente is about all of them; without a KPI it is about none in particular
with stap as (
    select
        soort,
        kpi,
        coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb,
        coalesce(gemeente_code, 'ALLE') as gemeente_code,
        stap,
        status,
        datum,
        is_komend,
        stap_wet
    from {{ ref('int_opvolgstap') }}
),

met_wet as (
    {{ per_wet('stap', kolommen) }}
)

select
    wet,
    soort,
    kpi,
    aanbieder_agb,
    gemeente_code,
    stap,
    status,
    datum,
    -- the last step up to K
    not is_komend and row_number() over (
        partition by wet, soort, aanbieder_agb, gemeente_code, kpi, is_komend
        order by
            case when datum is null then 1 else 0 end,
            datum desc,
            {{ ongemaskeerd('stap') }} desc,
            {{ ongemaskeerd('status') }} asc
    ) = 1 as is_laatste,
    is_komend
from met_wet
