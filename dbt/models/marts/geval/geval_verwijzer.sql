-- in each year of its care a client counts from the first month with a zorgdag, by the verwijzer of the toewijzing
with zorg as (
    select
        levering.wet,
        levering.gemeente_code,
        levering.aanbieder_agb,
        levering.client_id,
        levering.toewijzing_gemeente_code,
        levering.toewijzingnummer,
        levering.productcode,
        case
            when toewijzing.verwijzer <> {{ parameter('onbekend') }} then toewijzing.verwijzer
            -- care without a known toewijzing has no verwijzer; a toewijzing without 315 may be given one
            when levering.heeft_toewijzing then {{ parameter('verwijzer_zonder_315') }}
            else {{ parameter('onbekend') }}
        end as verwijzer,
        levering.begindatum,
        case
            when levering.einddatum_effectief < instelling.peildatum then levering.einddatum_effectief
            else instelling.peildatum
        end as einddatum
    from {{ ref('int_levering') }} as levering
    left join {{ ref('int_toewijzing') }} as toewijzing
        on levering.toewijzing_sleutel = toewijzing.toewijzing_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.telt_mee
        and not levering.is_verwijderd
        -- without a Bsn a person cannot be told from another (A3)
        and levering.client_id is not null
        and (
            {{ parameter('verwijzer_incl_og') }} = 'ja'
            or {{ parameter('eigen_gemeenten') }} = 'alle'
            or ' ' || {{ parameter('eigen_gemeenten') }} || ' ' like '% ' || levering.gemeente_code_nu || ' %'
        )
),

geval as (
    select
        zorg.wet,
        zorg.gemeente_code,
        zorg.aanbieder_agb,
        zorg.verwijzer,
        zorg.verwijzer = {{ parameter('onbekend') }} as is_onbekend,
        zorg.client_id,
        zorg.toewijzing_gemeente_code,
        zorg.toewijzingnummer,
        zorg.productcode,
        zorg.begindatum,
        jaar.jaar,
        case
            when zorg.begindatum > jaar.eerste_dag then {{ begin_van('month', 'zorg.begindatum') }}
            else jaar.eerste_dag
        end as maand,
        case when zorg.begindatum > jaar.eerste_dag then zorg.begindatum else jaar.eerste_dag end as geteld_op
    from zorg
    inner join {{ ref('dim_jaar') }} as jaar
        on
            zorg.begindatum <= jaar.laatste_dag
            and zorg.einddatum >= jaar.eerste_dag
    where zorg.einddatum >= zorg.begindatum
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
