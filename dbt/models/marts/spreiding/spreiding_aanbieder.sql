{%- set sleutel = ['kpi', 'maat', 'wet', 'perceel', 'jaar', 'aanbieder_agb'] -%}
{%- set groep = ['kpi', 'maat', 'wet', 'jaar'] -%}
{%- set verdeling = {'kwart': 0.25, 'mediaan': 0.5, 'driekwart': 0.75} -%}

-- a year of a provider over all gemeenten: of one gemeente the others are few, and differ little from those of the next
with cijfer as (
    select
        waarde.kpi,
        waarde.maat,
        waarde.wet,
        waarde.perceel,
        waarde.periode_nr as jaar,
        waarde.aanbieder_agb,
        aanbieder.segment,
        waarde.waarde,
        waarde.n_clienten,
        waarde.voorlopig,
        waarde.onvolledig
    from {{ ref('kpi_waarde') }} as waarde
    inner join {{ ref('dim_maat') }} as maat
        on
            waarde.kpi = maat.kpi
            and waarde.maat = maat.maat
            and maat.in_stoplicht
    left join {{ ref('dim_aanbieder') }} as aanbieder on waarde.aanbieder_agb = aanbieder.aanbieder_agb
    where
        waarde.soort = 'jaar'
        and waarde.zorgterrein = 'ALLE'
        and waarde.gemeente_code = 'ALLE'
        and waarde.aanbieder_agb <> 'ALLE'
        and waarde.waarde is not null
        and waarde.n_clienten is not null
),

paar as (
    select
        {%- for kolom in sleutel %}
            eigen.{{ kolom }},
        {%- endfor %}
        ander.waarde,
        ander.n_clienten,
        eigen.segment <> '' and eigen.segment = ander.segment as is_segment
    from cijfer as eigen
    inner join cijfer as ander
        on
            eigen.aanbieder_agb <> ander.aanbieder_agb
            {%- for kolom in groep %}
                and eigen.{{ kolom }} = ander.{{ kolom }}
            {%- endfor %}
            and coalesce(eigen.perceel, '~') = coalesce(ander.perceel, '~')
            and ander.n_clienten >= cast({{ parameter('vergelijk_min_gevallen') }} as integer)
),

{% for naam, waar in [('segment', 'is_segment'), ('regio', 'true')] -%}
    van_{{ naam }} as (
        select
            {{ sleutel | join(', ') }},
            count(*) as anderen_aantal,
        {%- for kolom, deel in verdeling.items() %}
            {{ percentiel('waarde', deel) }} as {{ kolom }}{{ ',' if not loop.last }}
        {%- endfor %}
        from paar
        where {{ waar }}
        group by {{ sleutel | join(', ') }}
        having
            count(*) >= cast({{ parameter('vergelijk_min_aanbieders') }} as integer)
            -- else the figures of one are those of the group
            and max(n_clienten) * 100 <= sum(n_clienten) * cast({{ parameter('spreiding_max_aandeel_pct') }} as integer)
    ){{ ',' if not loop.last }}

{% endfor %}

select
    {%- for kolom in sleutel %}
        cijfer.{{ kolom }},
    {%- endfor %}
    cijfer.waarde,
    cijfer.n_clienten,
    case
        when van_segment.kpi is not null then 'segment ' || cijfer.segment
        when van_regio.kpi is not null then 'alle aanbieders'
        else 'te weinig aanbieders'
    end as vergeleken_met,
    {%- for kolom in ['anderen_aantal', 'kwart', 'mediaan', 'driekwart'] %}
        case when van_segment.kpi is null then van_regio.{{ kolom }} else van_segment.{{ kolom }} end as {{ kolom }},
    {%- endfor %}
    cijfer.voorlopig,
    cijfer.onvolledig
from cijfer
{% for naam in ['segment', 'regio'] -%}
    left join van_{{ naam }}
        on
            coalesce(cijfer.perceel, '~') = coalesce(van_{{ naam }}.perceel, '~')
            {%- for kolom in sleutel if kolom != 'perceel' %}
                and cijfer.{{ kolom }} = van_{{ naam }}.{{ kolom }}
            {%- endfor %}
{% endfor %}
