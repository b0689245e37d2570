-- each term adds cases: the day counting begins, the day it was done (NULL: not yet), the day that names the month, and
-- who received the message where that decides who must act; seed termijn has the limit and otherwise says who
with levering as (
    select
        levering.*,
        -- a restart after a pause says nothing about how soon care began
        coalesce(levering.begindatum = min(levering.begindatum) over (
            partition by levering.wet, levering.toewijzing_gemeente_code, levering.toewijzingnummer
        ), false) as is_eerste_begin
    from {{ ref('fct_levering') }} as levering
    where levering.telt_mee
),

startbericht as (
    select
        '305_5WD' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        toewijzing_gemeente_code,
        toewijzingnummer,
        client_id,
        productcode,
        begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        -- OP271: with a toewijzing that came later than the start, counting begins at its first 301
        case
            when eerste_301_dagtekening > begindatum then eerste_301_dagtekening
            else begindatum
        end as begin_datum,
        eerste_305_dagtekening as klaar_datum,
        eerste_305_dagtekening as bericht_datum
    from levering
),

startbericht_kalender as (
    select
        'START_7D' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        toewijzing_gemeente_code,
        toewijzingnummer,
        client_id,
        productcode,
        begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        begindatum as begin_datum,
        eerste_305_dagtekening as klaar_datum,
        eerste_305_dagtekening as bericht_datum
    from levering
),

start_na_toewijzing as (
    select
        'START_NA_301_7D' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        toewijzing_gemeente_code,
        toewijzingnummer,
        client_id,
        productcode,
        begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        eerste_301_dagtekening as begin_datum,
        begindatum as klaar_datum,
        eerste_305_dagtekening as bericht_datum
    from levering
    where
        heeft_toewijzing
        and is_eerste_begin
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
        stop_actief.toewijzing_gemeente_code,
        stop_actief.toewijzingnummer,
        stop_actief.client_id,
        stop_actief.productcode,
        stop_actief.begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        stop_actief.einddatum as begin_datum,
        stop_actief.eerste_dagtekening as klaar_datum,
        stop_actief.eerste_dagtekening as bericht_datum
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

verzoek_besluit as (
    select
        'VOT_14D' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        cast(null as {{ tekst_type() }}) as toewijzing_gemeente_code,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        client_id,
        cast(null as {{ tekst_type() }}) as productcode,
        cast(null as date) as begindatum,
        verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        dagtekening as begin_datum,
        besluit_datum as klaar_datum,
        dagtekening as bericht_datum
    from {{ ref('fct_verzoek') }}
    where soort = 'VOT'
),

verzoek_reactie as (
    select
        case when soort = 'VOT' then 'VOT_5WD' else 'VOW_5WD' end as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        cast(null as {{ tekst_type() }}) as toewijzing_gemeente_code,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        client_id,
        cast(null as {{ tekst_type() }}) as productcode,
        cast(null as date) as begindatum,
        verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        dagtekening as begin_datum,
        eerste_reactie_datum as klaar_datum,
        dagtekening as bericht_datum
    from {{ ref('fct_verzoek') }}
),

retourbericht as (
    select
        'RETOUR_3WD' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        cast(null as {{ tekst_type() }}) as toewijzing_gemeente_code,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as client_id,
        cast(null as {{ tekst_type() }}) as productcode,
        cast(null as date) as begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        bericht_id,
        case when afzender = gemeente_code then 'aanbieder' else 'gemeente' end as ontvanger,
        dagtekening as begin_datum,
        eerste_dagtekening_retour as klaar_datum,
        dagtekening as bericht_datum
    from {{ ref('int_bericht') }}
    -- a rejection is a retour too; a 323 is answered by a 325, not by a retour
    where retour_status <> 'nvt'
),

behandelplan as (
    select
        'PLAN_10WD' as termijn,
        wet,
        gemeente_code,
        aanbieder_agb,
        gemeente_code as toewijzing_gemeente_code,
        toewijzingnummer,
        cast(null as {{ tekst_type() }}) as client_id,
        cast(null as {{ tekst_type() }}) as productcode,
        cast(null as date) as begindatum,
        cast(null as {{ tekst_type() }}) as verzoek_id,
        cast(null as {{ tekst_type() }}) as bericht_id,
        cast(null as {{ tekst_type() }}) as ontvanger,
        behandelplan_datum as begin_datum,
        feitelijke_start_datum as klaar_datum,
        behandelplan_datum as bericht_datum
    from {{ ref('int_behandelplan') }}
    where telt_mee
),

geval as (
    select * from startbericht
    union all
    select * from startbericht_kalender
    union all
    select * from start_na_toewijzing
    union all
    select * from stopbericht
    union all
    select * from verzoek_besluit
    union all
    select * from verzoek_reactie
    union all
    select * from retourbericht
    union all
    select * from behandelplan
),

-- what is still open is measured up to K
gemeten as (
    select
        geval.*,
        coalesce(geval.klaar_datum, instelling.kennisdatum) as einde_datum
    from geval
    cross join {{ ref('int_instelling') }} as instelling
),

beoordeeld as (
    select
        {{ termijn_kpi('gemeten.termijn', 'termijn.verantwoordelijke', 'gemeten.ontvanger') }} as kpi,
        gemeten.termijn,
        coalesce(gemeten.ontvanger, termijn.verantwoordelijke) as verantwoordelijke,
        gemeten.wet,
        gemeten.gemeente_code,
        gemeten.aanbieder_agb,
        gemeten.toewijzing_gemeente_code,
        gemeten.toewijzingnummer,
        gemeten.client_id,
        gemeten.productcode,
        gemeten.begindatum,
        gemeten.verzoek_id,
        gemeten.bericht_id,
        gemeten.begin_datum as telt_vanaf,
        gemeten.klaar_datum,
        gemeten.bericht_datum,
        termijn.heeft_product,
        maand.maand,
        gemeten.klaar_datum is null as is_open,
        case
            -- too early is within
            when gemeten.einde_datum <= gemeten.begin_datum then true
            when
                case
                    when termijn.dagsoort = 'werkdag' then tot.werkdag_nr - van.werkdag_nr
                    else {{ dagen_tussen('gemeten.begin_datum', 'gemeten.einde_datum') }}
                end <= termijn.norm_dagen
                then true
            else false
        end as in_teller
    from gemeten
    inner join {{ ref('termijn') }} as termijn on gemeten.termijn = termijn.termijn
    inner join {{ ref('dim_dag') }} as van on gemeten.begin_datum = van.datum
    left join {{ ref('dim_dag') }} as tot on gemeten.einde_datum = tot.datum
    inner join {{ ref('dim_dag') }} as bericht on gemeten.bericht_datum = bericht.datum
    inner join {{ ref('dim_maand') }} as maand
        on
            bericht.maand = maand.maand
            and maand.is_volledig
),

-- open and not yet due on K: nothing to judge
gedeeld as (
    {{ met_dimensies('beoordeeld', 'bericht_datum') }}
)

select *
from gedeeld
where not (is_open and in_teller)
