{%- set kolommen = ['records_aantal', 'bekend_aantal', 'geweigerd_aantal', 'geweigerde_toewijzing_aantal'] -%}

-- does the warehouse know the toewijzingen that later messages name? Where the archive begins in the middle they name
-- what was never received. A record without number (taakgericht, IV096) names none, so it says nothing
with record as (
    select
        wet,
        gemeente_code,
        dagtekening,
        toewijzing_sleutel
    from {{ ref('int_record_stop') }}
    where toewijzingnummer is not null
    union all
    select
        wet,
        gemeente_code,
        dagtekening,
        toewijzing_sleutel
    from {{ ref('int_record_te_wijzigen') }}
    where toewijzingnummer is not null
    union all
    select
        wet,
        gemeente_code,
        dagtekening,
        toewijzing_sleutel
    from {{ ref('int_record_ongewijzigd') }}
    where toewijzingnummer is not null
    union all
    select
        wet,
        gemeente_code,
        dagtekening,
        toewijzing_sleutel
    from {{ ref('int_record_prestatie') }}
    where toewijzingnummer is not null
),

gebeurtenis as (
    select
        record.wet,
        record.gemeente_code,
        record.dagtekening,
        1 as is_record,
        -- a deleted toewijzing is known as well
        case when toewijzing.toewijzing_sleutel is not null then 1 else 0 end as is_bekend,
        0 as is_geweigerd,
        0 as is_geweigerde_toewijzing
    from record
    left join {{ ref('int_toewijzing') }} as toewijzing on record.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    union all
    select
        wet,
        gemeente_code,
        dagtekening,
        0 as is_record,
        0 as is_bekend,
        1 as is_geweigerd,
        case when is_toewijzing then 1 else 0 end as is_geweigerde_toewijzing
    from {{ ref('stg_geweigerd') }}
    where
        wet is not null
        and gemeente_code is not null
        and dagtekening is not null
),

-- only complete months are judged
telling as (
    select
        gebeurtenis.wet,
        gebeurtenis.gemeente_code,
        {{ begin_van('month', 'gebeurtenis.dagtekening') }} as maand,
        sum(gebeurtenis.is_record) as records_aantal,
        sum(gebeurtenis.is_bekend) as bekend_aantal,
        sum(gebeurtenis.is_geweigerd) as geweigerd_aantal,
        sum(gebeurtenis.is_geweigerde_toewijzing) as geweigerde_toewijzing_aantal
    from gebeurtenis
    cross join {{ ref('int_instelling') }} as instelling
    where
        {{ begin_van('month', 'gebeurtenis.dagtekening') }}
        < {{ begin_van('month', dag_plus('instelling.peildatum', 1)) }}
    group by gebeurtenis.wet, gebeurtenis.gemeente_code, {{ begin_van('month', 'gebeurtenis.dagtekening') }}
),

met_alle as (
    select
        wet,
        gemeente_code,
        maand,
        sum(records_aantal) as records_aantal,
        sum(bekend_aantal) as bekend_aantal,
        sum(geweigerd_aantal) as geweigerd_aantal,
        sum(geweigerde_toewijzing_aantal) as geweigerde_toewijzing_aantal
    from (
        {{ kubus('telling', ['gemeente_code'], ['wet', 'maand'] + kolommen) }}
    ) as alle
    group by wet, gemeente_code, maand
),

lopend as (
    select
        wet,
        gemeente_code,
        maand,
        {{ kolommen | join(', ') }},
        {% for kolom in kolommen %}
            sum({{ kolom }}) over (
                partition by wet, gemeente_code
                order by maand
                rows between unbounded preceding and current row
            ) as {{ kolom | replace('_aantal', '_tot') }},
        {% endfor %}
        sum(records_aantal) over (partition by wet, gemeente_code) as records_eind,
        sum(bekend_aantal) over (partition by wet, gemeente_code) as bekend_eind
    from met_alle
),

-- a month with few records is judged together with the next ones: up to the first with which there are enough
venster as (
    select
        maand.wet,
        maand.gemeente_code,
        maand.maand,
        min(later.records_tot) as records_tot,
        min(later.bekend_tot) as bekend_tot
    from lopend as maand
    inner join lopend as later
        on
            maand.wet = later.wet
            and maand.gemeente_code = later.gemeente_code
            and maand.maand <= later.maand
            and later.records_tot - maand.records_tot + maand.records_aantal
            >= cast({{ parameter('dekking_min_aantal') }} as integer)
    group by maand.wet, maand.gemeente_code, maand.maand
),

aandeel as (
    select
        lopend.wet,
        lopend.gemeente_code,
        lopend.maand,
        lopend.records_aantal,
        lopend.geweigerd_aantal,
        lopend.geweigerde_toewijzing_tot,
        venster.maand is not null as is_beoordeeld,
        {{ percentage(
            'coalesce(venster.bekend_tot, lopend.bekend_eind) - lopend.bekend_tot + lopend.bekend_aantal',
            '(coalesce(venster.records_tot, lopend.records_eind) - lopend.records_tot + lopend.records_aantal)'
        ) }} as dekking_pct
    from lopend
    left join venster
        on
            lopend.wet = venster.wet
            and lopend.gemeente_code = venster.gemeente_code
            and lopend.maand = venster.maand
)

select
    wet,
    gemeente_code,
    maand,
    cast(records_aantal as integer) as records_aantal,
    cast(geweigerd_aantal as integer) as geweigerd_aantal,
    dekking_pct,
    -- too few records up to the last month are no objection, unless refused toewijzingen say why they are not known
    coalesce(dekking_pct < {{ als_double(parameter('dekking_min_pct')) }}, false)
    and (is_beoordeeld or geweigerde_toewijzing_tot > 0) as heeft_bezwaar
from aandeel
