{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'maand'] -%}
{%- set aantallen = ['gevonden_aantal', 'hersteld_aantal', 'gecorrigeerd_aantal', 'akkoord_aantal'] -%}

-- of the nights before this one: what tonight finds is judged tomorrow
with bevinding as (
    select
        verloop.wet,
        verloop.gemeente_code,
        verloop.aanbieder_agb,
        {{ begin_van('month', 'verloop.eerst_gezien') }} as maand,
        verloop.stand,
        verloop.status,
        coalesce(
            verloop.hersteld_op
            <= {{ dag_plus('verloop.eerst_gezien', 'cast(' ~ parameter('herstel_dagen') ~ ' as integer)') }},
            false
        ) as is_hersteld
    from {{ ref('int_vorig_verloop') }} as verloop
    inner join {{ ref('regel_register') }} as regel
        on
            verloop.regel = regel.regel
            and regel.status = 'gecontroleerd'
            -- what stays late however it is answered says nothing about mending
            and regel.is_herstelbaar
),

detail as (
    select
        bevinding.wet,
        bevinding.gemeente_code,
        bevinding.aanbieder_agb,
        bevinding.maand,
        count(*) as gevonden_aantal,
        sum(case when bevinding.is_hersteld then 1 else 0 end) as hersteld_aantal,
        sum(case when not bevinding.is_hersteld and bevinding.status = 'gecorrigeerd' then 1 else 0 end)
            as gecorrigeerd_aantal,
        sum(case when not bevinding.is_hersteld and bevinding.status = 'akkoord' then 1 else 0 end) as akkoord_aantal
    from bevinding
    inner join {{ ref('dim_maand') }} as maand
        on
            bevinding.maand = maand.maand
            and maand.is_volledig
    -- what was found on the last day of the month has had its time as well
    where
        {{ dag_plus(laatste_dag_van_maand('bevinding.maand'), 'cast(' ~ parameter('herstel_dagen') ~ ' as integer)') }}
        <= bevinding.stand
    group by bevinding.wet, bevinding.gemeente_code, bevinding.aanbieder_agb, bevinding.maand
),

totaal as (
    {{ kubus('detail', ['gemeente_code', 'aanbieder_agb'], ['wet', 'maand'] + aantallen) }}
),

geteld as (
    select
        {{ rij | join(', ') }},
        cast(sum(gevonden_aantal) as bigint) as gevonden_aantal,
        cast(sum(hersteld_aantal) as bigint) as hersteld_aantal,
        cast(sum(gecorrigeerd_aantal) as bigint) as gecorrigeerd_aantal,
        cast(sum(akkoord_aantal) as bigint) as akkoord_aantal
    from totaal
    group by {{ rij | join(', ') }}
)

select
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.maand,
    geteld.gevonden_aantal,
    geteld.hersteld_aantal,
    {{ percentage('geteld.hersteld_aantal', 'geteld.gevonden_aantal') }} as percentage,
    geteld.gecorrigeerd_aantal,
    geteld.akkoord_aantal,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('geteld.maand') }} as onvolledig
from geteld
inner join {{ ref('dim_maand') }} as maand on geteld.maand = maand.maand
{{ met_dekking('geteld') }}
