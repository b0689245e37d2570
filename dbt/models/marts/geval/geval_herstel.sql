-- a finding of the nights before this one that can be mended: what tonight finds is judged tomorrow
with geval as (
    select
        verloop.bevinding_id,
        verloop.regel,
        verloop.wet,
        verloop.gemeente_code,
        verloop.aanbieder_agb,
        {{ begin_van('month', 'verloop.eerst_gezien') }} as maand,
        verloop.eerst_gezien,
        verloop.hersteld_op,
        verloop.status,
        verloop.stand,
        coalesce(
            verloop.hersteld_op
            <= {{ dag_plus('verloop.eerst_gezien', 'cast(' ~ parameter('herstel_dagen') ~ ' as integer)') }},
            false
        ) as in_teller
    from {{ ref('int_vorig_verloop') }} as verloop
    inner join {{ ref('regel_register') }} as regel
        on
            verloop.regel = regel.regel
            and regel.status = 'gecontroleerd'
            -- what stays late however it is answered says nothing about mending
            and regel.is_herstelbaar
)

select
    geval.bevinding_id,
    geval.regel,
    geval.wet,
    geval.gemeente_code,
    geval.aanbieder_agb,
    geval.maand,
    geval.eerst_gezien,
    geval.hersteld_op,
    geval.status,
    geval.in_teller,
    not geval.in_teller and coalesce(geval.status = 'gecorrigeerd', false) as is_gecorrigeerd,
    not geval.in_teller and coalesce(geval.status = 'akkoord', false) as is_akkoord
from geval
inner join {{ ref('dim_maand') }} as maand
    on
        geval.maand = maand.maand
        and maand.is_volledig
-- what was found on the last day of the month has had its time as well
where
    {{ dag_plus(laatste_dag_van_maand('geval.maand'), 'cast(' ~ parameter('herstel_dagen') ~ ' as integer)') }}
    <= geval.stand
