-- a toewijzing in the month in which its care began, and in each month at whose end it waited
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
        toewijzing.toewijzingnummer,
        toewijzing.client_id,
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
        toewijzing.*,
        maand.maand,
        toewijzing.begindatum as geteld_op,
        true as in_noemer,
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

-- who waits on the last day of a month came in by then, and neither started nor ended by then
wachtend as (
    select
        toewijzing.*,
        maand.maand,
        maand.laatste_dag as geteld_op,
        false as in_noemer,
        cast(null as integer) as dagen,
        cast(null as integer) as dagen_vot
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            toewijzing.ingangsdatum <= maand.laatste_dag
            and coalesce(toewijzing.begindatum > maand.laatste_dag, true)
            and coalesce({{ dag_plus('toewijzing.einddatum', 1) }} > maand.laatste_dag, true)
            and maand.is_volledig
),

geval as (
    select *
    from gestart
    union all
    select *
    from wachtend
),

gemeten as (
    select
        maand,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        toewijzingnummer,
        productcode,
        ingangsdatum,
        einddatum,
        begindatum,
        wacht_vanaf,
        verzoek_datum,
        geteld_op,
        in_noemer,
        not in_noemer as is_wachtend,
        dagen,
        dagen_vot,
        coalesce(dagen > cast({{ parameter('wachttijd_4w_dagen') }} as integer), false) as langer_4w,
        coalesce(dagen > cast({{ parameter('wachttijd_8w_dagen') }} as integer), false) as langer_8w,
        coalesce(dagen > cast({{ parameter('wachttijd_13w_dagen') }} as integer), false) as langer_13w
    from geval
),

gedeeld as (
    {{ met_dimensies('gemeten', 'geteld_op') }}
)

select *
from gedeeld
