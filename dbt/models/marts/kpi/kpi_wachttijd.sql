{%- set groep = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set wachtgrenzen = ['4w', '8w', '13w'] -%}

with eerste_start as (
    select
        toewijzing_sleutel,
        min(begindatum) as begindatum
    from {{ ref('int_levering') }}
    where telt_mee
    group by toewijzing_sleutel
),

toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        eerste_start.begindatum,
        -- the wait begins when the help is both granted and due
        case
            when toewijzing.eerste_toewijzingsdatum > toewijzing.ingangsdatum then toewijzing.eerste_toewijzingsdatum
            else toewijzing.ingangsdatum
        end as wacht_vanaf,
        verwijzer.verzoek_datum
    from {{ ref('int_toewijzing') }} as toewijzing
    left join eerste_start on toewijzing.toewijzing_sleutel = eerste_start.toewijzing_sleutel
    left join {{ ref('int_toewijzing_verwijzer') }} as verwijzer
        on toewijzing.toewijzing_sleutel = verwijzer.toewijzing_sleutel
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
),

gestart as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        maand.maand,
        case
            when toewijzing.begindatum < toewijzing.wacht_vanaf then 0
            else {{ dagen_tussen('toewijzing.wacht_vanaf', 'toewijzing.begindatum') }}
        end as dagen,
        case
            when toewijzing.begindatum < toewijzing.verzoek_datum then 0
            else {{ dagen_tussen('toewijzing.verzoek_datum', 'toewijzing.begindatum') }}
        end as dagen_vot
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            {{ begin_van('month', 'toewijzing.begindatum') }} = maand.maand
            and maand.is_volledig
),

gestart_rij as (
    {{ kubus('gestart', dimensies, ['wet', 'maand', 'dagen', 'dagen_vot']) }}
),

gestart_maand as (
    select
        {{ groep | join(', ') }},
        maand,
        count(*) as gestart_aantal,
        {{ mediaan('dagen') }} as mediaan_dagen,
        {%- for grens in wachtgrenzen %}
            sum(
                case when dagen > cast({{ parameter('wachttijd_' ~ grens ~ '_dagen') }} as integer) then 1 else 0 end
            ) as langer_{{ grens }}_aantal,
        {%- endfor %}
        {{ mediaan('dagen_vot') }} as mediaan_dagen_vot
    from gestart_rij
    group by {{ groep | join(', ') }}, maand
),

-- who waits on the last day of a month came in by then, and neither started nor ended by then: from the month of
-- ingangsdatum up to, not including, the month of the start or of the day after the end
wachtperiode as (
    select
        {{ groep | join(', ') }},
        {{ begin_van('month', 'ingangsdatum') }} as van_maand,
        {{ begin_van('month', vroegste('begindatum', dag_plus('einddatum', 1))) }} as tot_maand
    from toewijzing
),

verandering as (
    select
        {{ groep | join(', ') }},
        van_maand as maand,
        1 as verschil
    from wachtperiode
    where tot_maand is null or van_maand < tot_maand
    union all
    select
        {{ groep | join(', ') }},
        tot_maand as maand,
        -1 as verschil
    from wachtperiode
    where van_maand < tot_maand
),

verandering_detail as (
    select
        {{ groep | join(', ') }},
        maand,
        sum(verschil) as verschil
    from verandering
    group by {{ groep | join(', ') }}, maand
),

verandering_rij as (
    {{ kubus('verandering_detail', dimensies, ['wet', 'maand', 'verschil']) }}
),

verandering_maand as (
    select
        {{ groep | join(', ') }},
        maand,
        sum(verschil) as verschil
    from verandering_rij
    group by {{ groep | join(', ') }}, maand
),

-- between two changes the number stays as it is
wachtend as (
    select
        {{ groep | join(', ') }},
        maand as van_maand,
        lead(maand) over (partition by {{ groep | join(', ') }} order by maand) as tot_maand,
        sum(verschil) over (
            partition by {{ groep | join(', ') }}
            order by maand
            rows between unbounded preceding and current row
        ) as wachtend_aantal
    from verandering_maand
),

-- put together by adding rows: a productcode may be empty, and a join would lose it
meting as (
    select
        {{ groep | join(', ') }},
        maand,
        gestart_aantal,
        mediaan_dagen,
        {%- for grens in wachtgrenzen %}
            langer_{{ grens }}_aantal,
        {%- endfor %}
        mediaan_dagen_vot,
        0 as wachtend_aantal
    from gestart_maand
    union all
    select
        wachtend.wet,
        wachtend.gemeente_code,
        wachtend.aanbieder_agb,
        wachtend.productcode,
        maand.maand,
        0 as gestart_aantal,
        null as mediaan_dagen,
        {%- for grens in wachtgrenzen %}
            0 as langer_{{ grens }}_aantal,
        {%- endfor %}
        null as mediaan_dagen_vot,
        wachtend.wachtend_aantal
    from wachtend
    inner join {{ ref('dim_maand') }} as maand
        on
            wachtend.van_maand <= maand.maand
            and (wachtend.tot_maand is null or wachtend.tot_maand > maand.maand)
            and maand.is_volledig
    where wachtend.wachtend_aantal > 0
),

per_maand as (
    select
        {{ groep | join(', ') }},
        maand,
        cast(sum(gestart_aantal) as bigint) as gestart_aantal,
        max(mediaan_dagen) as mediaan_dagen,
        {%- for grens in wachtgrenzen %}
            sum(langer_{{ grens }}_aantal) as langer_{{ grens }}_aantal,
        {%- endfor %}
        max(mediaan_dagen_vot) as mediaan_dagen_vot,
        cast(sum(wachtend_aantal) as bigint) as wachtend_aantal
    from meting
    group by {{ groep | join(', ') }}, maand
)

select
    per_maand.wet,
    per_maand.gemeente_code,
    per_maand.aanbieder_agb,
    per_maand.productcode,
    per_maand.maand,
    per_maand.gestart_aantal,
    per_maand.mediaan_dagen,
    {%- for grens in wachtgrenzen %}
        {{ percentage('per_maand.langer_' ~ grens ~ '_aantal', 'per_maand.gestart_aantal') }} as langer_{{ grens }}_pct,
    {%- endfor %}
    per_maand.mediaan_dagen_vot,
    per_maand.wachtend_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('per_maand.maand') }} as onvolledig
from per_maand
inner join {{ ref('dim_maand') }} as maand on per_maand.maand = maand.maand
{{ met_dekking('per_maand') }}
