-- each term adds cases: what is judged, the day counting begins, the day of the message; seed termijn has the limit
with startbericht as (
    select
        '305_5WD' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        -- OP271: with a toewijzing that came later than the start, counting begins at its first 301
        case
            when eerste_301_dagtekening > begindatum then eerste_301_dagtekening
            else begindatum
        end as basis_datum,
        eerste_305_dagtekening as dagtekening
    from {{ ref('fct_levering') }}
    where telt_mee
),

tijdelijk as (
    select distinct levering_sleutel
    from {{ ref('int_stop_actief') }}
    where is_tijdelijk
),

stopbericht as (
    select
        '307_5WD' as termijn,
        stop_actief.wet,
        stop_actief.gemeente_code,
        stop_actief.aanbieder_agb,
        stop_actief.einddatum as basis_datum,
        stop_actief.eerste_dagtekening as dagtekening
    from {{ ref('int_stop_actief') }} as stop_actief
    left join tijdelijk on stop_actief.levering_sleutel = tijdelijk.levering_sleutel
    left join {{ ref('int_toewijzing') }} as toewijzing
        on stop_actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    where
        stop_actief.telt_mee
        and not stop_actief.is_tijdelijk
        -- OP272: after a temporary stop the day it became definitive is not in the message
        and tijdelijk.levering_sleutel is null
        and not coalesce(toewijzing.is_verwijderd, false)
        and coalesce(toewijzing.telt_mee, true)
),

geval as (
    select * from startbericht
    union all
    select * from stopbericht
),

beoordeeld as (
    select
        geval.termijn,
        termijn.verantwoordelijke,
        geval.wet,
        geval.gemeente_code,
        geval.aanbieder_agb,
        maand.maand,
        case
            when
                case
                    when termijn.dagsoort = 'werkdag' then tot.werkdag_nr - van.werkdag_nr
                    else {{ dagen_tussen('geval.basis_datum', 'geval.dagtekening') }}
                end <= termijn.norm_dagen
                then 1
            else 0
        end as is_binnen
    from geval
    inner join {{ ref('termijn') }} as termijn on geval.termijn = termijn.termijn
    inner join {{ ref('dim_dag') }} as van on geval.basis_datum = van.datum
    inner join {{ ref('dim_dag') }} as tot on geval.dagtekening = tot.datum
    inner join {{ ref('dim_maand') }} as maand
        on
            tot.maand = maand.maand
            and maand.is_volledig
),

rij as (
    {{ kubus(
        'beoordeeld', ['gemeente_code', 'aanbieder_agb'], ['termijn', 'verantwoordelijke', 'wet', 'maand', 'is_binnen']
    ) }}
),

geteld as (
    select
        termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        maand,
        count(*) as totaal,
        cast(sum(is_binnen) as bigint) as binnen_norm,
        verantwoordelijke
    from rij
    group by termijn, wet, gemeente_code, aanbieder_agb, maand, verantwoordelijke
)

select
    termijn,
    wet,
    gemeente_code,
    aanbieder_agb,
    maand,
    totaal,
    binnen_norm,
    {{ percentage('binnen_norm', 'totaal') }} as percentage,
    verantwoordelijke
from geteld
