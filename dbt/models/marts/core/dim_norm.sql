{%- set rij = ['kpi', 'wet', 'perceel', 'jaar'] -%}

-- the norm of a year is the one valid on 31 December
with vraag as (
    select
        perceel.kpi,
        perceel.wet,
        perceel.perceel,
        'ALLE' as zorgterrein,
        perceel.richting,
        jaar.jaar,
        jaar.laatste_dag
    from {{ ref('kpi_perceel') }} as perceel
    cross join {{ ref('dim_jaar') }} as jaar
),

geldend as (
    {{ geldende_norm('vraag', ref('int_norm'), rij) }}
)

select
    geldend.kpi,
    geldend.wet,
    geldend.perceel,
    geldend.jaar,
    geldend.norm,
    geldend.bandbreedte,
    coalesce(geldend.richting, vraag.richting) as richting,
    geldend.bron
from geldend
inner join vraag
    on
        geldend.kpi = vraag.kpi
        and geldend.wet = vraag.wet
        and geldend.perceel = vraag.perceel
        and geldend.jaar = vraag.jaar
