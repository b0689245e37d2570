-- a toewijzing that ended up to P, in its year; and one without einddatum in every year in which it ran: that has
-- no duration yet
with toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.toewijzingnummer,
        toewijzing.client_id,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        instelling.peildatum
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where toewijzing.telt_mee
),

geval as (
    select
        cast(extract(year from einddatum) as integer) as jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        toewijzingnummer,
        client_id,
        ingangsdatum,
        einddatum,
        einddatum as geteld_op,
        true as in_noemer,
        false as is_open,
        {{ dagen_tussen('ingangsdatum', 'einddatum') }} + 1 as dagen
    from toewijzing
    where einddatum <= peildatum
    union all
    select
        kalender.jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.toewijzingnummer,
        toewijzing.client_id,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        {{ vroegste('kalender.laatste_dag', 'toewijzing.peildatum') }} as geteld_op,
        false as in_noemer,
        true as is_open,
        cast(null as integer) as dagen
    from toewijzing
    inner join {{ ref('dim_jaar') }} as kalender
        on
            toewijzing.ingangsdatum <= kalender.laatste_dag
            and toewijzing.peildatum >= kalender.eerste_dag
    where
        toewijzing.einddatum is null
        and toewijzing.ingangsdatum <= toewijzing.peildatum
),

-- what a year later stands beside it (A10): of the year before P's the same part; month and day are compared as a
-- number, so that 29 February meets 28 February without year arithmetic
vergeleken as (
    select
        geval.*,
        geval.in_noemer
        and (
            geval.jaar + 1 < extract(year from instelling.peildatum)
            or (
                geval.jaar + 1 = extract(year from instelling.peildatum)
                and extract(month from geval.einddatum) * 100 + extract(day from geval.einddatum)
                <= extract(month from instelling.peildatum) * 100 + extract(day from instelling.peildatum)
            )
        ) as is_vergeleken
    from geval
    cross join {{ ref('int_instelling') }} as instelling
),

gemeten as (
    select
        vergeleken.*,
        case when is_vergeleken then dagen end as dagen_vergeleken,
        {{ als_double('dagen') }} / {{ als_double(parameter('dagen_per_maand')) }} as maanden
    from vergeleken
),

gedeeld as (
    {{ met_dimensies('gemeten', 'geteld_op') }}
)

select *
from gedeeld
