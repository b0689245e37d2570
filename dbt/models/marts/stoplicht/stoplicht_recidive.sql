{%- set rij = ['maand', 'wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set dimensies = ['zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}

-- the twelve cohort months up to each month whose own window has passed (A12)
with venster as (
    select
        kalender.maand,
        cast({{ maand_nr('kalender.maand') }} as integer) as maand_nr,
        sluitmaand.is_voorlopig,
        eerste.maand as eerste_maand
    from {{ ref('dim_maand') }} as kalender
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('dim_maand') }} as sluitmaand
        on {{ maand_nr('kalender.maand') }} + instelling.recidive_maanden = {{ maand_nr('sluitmaand.maand') }}
    left join {{ ref('dim_maand') }} as eerste
        on {{ maand_nr('kalender.maand') }} - 11 = {{ maand_nr('eerste.maand') }}
    where
        not {{ binnen_maanden(
            dag_plus('instelling.peildatum', 1), 'kalender.laatste_dag', 'instelling.recidive_maanden'
        ) }}
),

uitstroom as (
    select
        venster.maand,
        venster.is_voorlopig,
        venster.eerste_maand,
        uitstroom.wet,
        uitstroom.zorgterrein,
        uitstroom.gemeente_code,
        uitstroom.aanbieder_agb,
        uitstroom.client_id,
        case when uitstroom.is_teruggekeerd then 1 else 0 end as is_teruggekeerd,
        -- K000 is about the Wmo only
        case when uitstroom.is_volgens_plan and uitstroom.wet = 'Wmo' then 1 else 0 end as is_volgens_plan,
        case
            when uitstroom.is_volgens_plan and uitstroom.wet = 'Wmo' and uitstroom.is_teruggekeerd then 1
            else 0
        end as is_nieuwe_start
    from {{ ref('int_uitstroom') }} as uitstroom
    inner join venster
        on
            {{ maand_nr('uitstroom.cohortmaand') }} <= venster.maand_nr
            and {{ maand_nr('uitstroom.cohortmaand') }} > venster.maand_nr - 12
),

per_rij as (
    {{ kubus(
        'uitstroom', dimensies,
        ['maand', 'is_voorlopig', 'eerste_maand', 'wet', 'client_id', 'is_teruggekeerd', 'is_volgens_plan', 'is_nieuwe_start']
    ) }}
),

-- a client counts once per row, and returned when one of its periods was followed by another
client as (
    select
        {{ rij | join(', ') }},
        is_voorlopig,
        eerste_maand,
        client_id,
        max(is_teruggekeerd) as teruggekeerd,
        max(is_volgens_plan) as volgens_plan,
        max(is_nieuwe_start) as nieuwe_start
    from per_rij
    group by {{ rij | join(', ') }}, is_voorlopig, eerste_maand, client_id
),

geteld as (
    select
        {{ rij | join(', ') }},
        is_voorlopig,
        eerste_maand,
        count(*) as uitgestroomd_aantal,
        cast(sum(teruggekeerd) as bigint) as teruggekeerd_aantal,
        cast(sum(volgens_plan) as bigint) as volgens_plan_aantal,
        cast(sum(volgens_plan - nieuwe_start) as bigint) as geen_nieuwe_start_aantal
    from client
    group by {{ rij | join(', ') }}, is_voorlopig, eerste_maand
)

select
    geteld.maand,
    geteld.wet,
    geteld.zorgterrein,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.uitgestroomd_aantal,
    geteld.teruggekeerd_aantal,
    geteld.volgens_plan_aantal,
    geteld.geen_nieuwe_start_aantal,
    geteld.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.eerste_maand') }} as onvolledig
from geteld
{{ met_dekking('geteld') }}
