{#-
  Limits of 100 x a count of chance / what was to be expected (Byar), at `z` standard deviations. `aantal` and `verwacht` are doubles; NULL
  where nothing was to be expected.
-#}
{% macro byar_laag(aantal, verwacht, z) -%}
    case
        when {{ aantal }} > 0
            then
                100 * {{ aantal }} * power(1 - 1 / (9 * {{ aantal }}) - {{ z }} / (3 * sqrt({{ aantal }})), 3)
                / nullif({{ verwacht }}, 0)
        else 0 * {{ verwacht }}
    end
{%- endmacro %}

{% macro byar_hoog(aantal, verwacht, z) -%}
    100 * ({{ aantal }} + 1) * power(1 - 1 / (9 * ({{ aantal }} + 1)) + {{ z }} / (3 * sqrt({{ aantal }} + 1)), 3)
    / nullif({{ verwacht }}, 0)
{%- endmacro %}

{#-
  Limit that a next value stays below with probability `deel`, from `aantal` values of which the aggregate sees `waarde` and its
  `rang` (1..aantal, ascending): rank deel x (aantal + 1), interpolated, not beyond the lowest and the highest. NULL below two values.
-#}
{% macro voorspelgrens(waarde, rang, aantal, deel) -%}
    {%- set plaats = 'greatest(1.0, least(' ~ als_double(aantal) ~ ', (' ~ deel ~ ') * (' ~ aantal ~ ' + 1)))' -%}
    sum(
        case
            when {{ aantal }} < 2 then null
            when {{ rang }} = floor({{ plaats }}) then {{ waarde }} * (1 - ({{ plaats }} - floor({{ plaats }})))
            when {{ rang }} = floor({{ plaats }}) + 1 then {{ waarde }} * ({{ plaats }} - floor({{ plaats }}))
        end
    )
{%- endmacro %}

{#-
  The figures of `meting` (volgorde, maat, decimalen, eenheid, telt, wet, gemeente_code, aanbieder_agb, jaar, waarde, n, voorlopig and
  onvolledig) of one provider, beside how they lie over the providers of its segment, or over all when those are too few (K001-19,
  K004-13). Too few cases (`drempel`) or too few providers give no spread (A16).
-#}
{% macro met_spreiding(meting, drempel='n') -%}
    {%- set groep = ['wet', 'gemeente_code', 'jaar', 'maat'] -%}
    {%- set verdeling = {'kwart': 0.25, 'mediaan': 0.5, 'driekwart': 0.75} -%}
    with met_segment as (
        select
            {{ meting }}.*,
            aanbieder.segment
        from {{ meting }}
        left join {{ ref('dim_aanbieder') }} as aanbieder on {{ meting }}.aanbieder_agb = aanbieder.aanbieder_agb
        where {{ meting }}.aanbieder_agb <> 'ALLE'
    ),

    telt as (
        select *
        from met_segment
        where
            waarde is not null
            and {{ drempel }} >= cast({{ parameter('vergelijk_min_gevallen') }} as integer)
    ),

    {% for naam, per in [('segmenten', groep + ['segment']), ('regio', groep)] -%}
    {{ naam }} as (
        select
            {{ per | join(', ') }},
            count(*) as aanbieders,
            min(waarde) as laagste,
            {%- for kolom, deel in verdeling.items() %}
            {{ percentiel('waarde', deel) }} as {{ kolom }},
            {%- endfor %}
            max(waarde) as hoogste
        from telt
        {{ "where segment <> ''" if 'segment' in per }}
        group by {{ per | join(', ') }}
        having count(*) >= cast({{ parameter('vergelijk_min_aanbieders') }} as integer)
    )
    {{- ',' if not loop.last }}
    {% endfor %}
    select
        met_segment.volgorde,
        met_segment.maat,
        met_segment.decimalen,
        met_segment.eenheid,
        met_segment.wet,
        met_segment.gemeente_code,
        met_segment.aanbieder_agb,
        met_segment.jaar,
        met_segment.waarde,
        met_segment.n,
        met_segment.telt,
        {%- for kolom in ['laagste', 'kwart', 'mediaan', 'driekwart', 'hoogste'] %}
        case when segmenten.maat is null then regio.{{ kolom }} else segmenten.{{ kolom }} end as {{ kolom }},
        {%- endfor %}
        case
            when segmenten.maat is not null
                then cast(segmenten.aanbieders as {{ tekst_type() }}) || ' in segment ' || segmenten.segment
            when regio.maat is not null
                then 'alle ' || cast(regio.aanbieders as {{ tekst_type() }}) || ' aanbieders'
            else 'te weinig aanbieders'
        end as vergeleken_met,
        met_segment.voorlopig,
        met_segment.onvolledig
    from met_segment
    left join segmenten
        on
            met_segment.segment = segmenten.segment
            {%- for kolom in groep %}
            and met_segment.{{ kolom }} = segmenten.{{ kolom }}
            {%- endfor %}
    left join regio
        on
            {%- for kolom in groep %}
            {{ 'and ' if not loop.first }}met_segment.{{ kolom }} = regio.{{ kolom }}
            {%- endfor %}
{%- endmacro %}

{#- The figures of a year that seed spreiding_maat names for `blok`, each beside how it lies over the providers. -#}
{% macro spreiding_van(blok) -%}
    with meting as (
        select
            maat.volgorde,
            maat.naam || coalesce(', perceel ' || waarde.perceel, '') || ' (' || maat.eenheid || ')' as maat,
            maat.decimalen,
            maat.eenheid,
            maat.noemer_eenheid as telt,
            waarde.wet,
            waarde.gemeente_code,
            waarde.aanbieder_agb,
            waarde.periode_nr as jaar,
            waarde.waarde,
            cast(waarde.noemer as integer) as n,
            waarde.voorlopig,
            waarde.onvolledig
        from {{ ref('kpi_waarde') }} as waarde
        inner join {{ ref('spreiding_maat') }} as maat
            on
                waarde.kpi = maat.kpi
                and waarde.maat = maat.maat
                and maat.blok = '{{ blok }}'
        where
            waarde.soort = 'jaar'
            and waarde.zorgterrein = 'ALLE'
            and waarde.waarde is not null
    ),

    spreiding as (
        {{ met_spreiding('meting') }}
    )

    select *
    from spreiding
{%- endmacro %}
