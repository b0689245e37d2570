{%- set kolommen = ['jaar', 'aanbieder_agb', 'kpi', 'afspraak'] -%}

with afspraak as (
    select
        jaar,
        aanbieder_agb,
        kpi,
        afspraak,
        stap_wet
    from {{ ref('int_kpi_afspraak') }}
),

met_wet as (
    {{ per_wet('afspraak', kolommen) }}
)

select
    wet,
    jaar,
    aanbieder_agb,
    kpi,
    afspraak
from met_wet
