-- a definitive stop of a perceel with KPIs, and whether help goes on: another toewijzing of the client in the
-- gemeente that begins within the gap, or runs already, and ends later (A6, K000-01)
with stop as (
    select
        levering.levering_sleutel,
        levering.toewijzing_sleutel,
        levering.toewijzingnummer,
        levering.wet,
        levering.gemeente_code,
        levering.gemeente_code_nu,
        levering.aanbieder_agb,
        levering.toewijzing_gemeente_code,
        levering.client_id,
        levering.perceel,
        levering.productcode,
        levering.begindatum,
        levering.einddatum_definitief as einddatum,
        levering.reden_beeindiging,
        cast(extract(year from levering.einddatum_definitief) as integer) as jaar,
        instelling.aansluit_dagen,
        instelling.peildatum
    from {{ ref('int_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.telt_mee
        and not levering.is_verwijderd
        and levering.einddatum_definitief is not null
        and exists (
            select 1
            from {{ ref('kpi_perceel') }} as kpi_perceel
            where
                kpi_perceel.wet = levering.wet
                and kpi_perceel.perceel = levering.perceel
        )
),

vervolg as (
    select
        stop.levering_sleutel,
        max(case when toewijzing.groep = {{ parameter('groep_begeleiding') }} then 1 else 0 end) as naar_begeleiding,
        -- somebody goes on to beschermd wonen only when it begins after the stop: where it ran already, the client
        -- still dropped out of the help that stopped (K000-03 choice 3)
        max(
            case
                when
                    toewijzing.groep = {{ parameter('groep_beschermd_wonen') }}
                    and toewijzing.ingangsdatum > stop.einddatum
                    then 1
                else 0
            end
        ) as naar_beschermd_wonen
    from stop
    inner join {{ ref('int_toewijzing') }} as toewijzing
        on
            stop.wet = toewijzing.wet
            and stop.client_id = toewijzing.client_id
            and stop.gemeente_code_nu = toewijzing.gemeente_code_nu
            and stop.toewijzing_sleutel <> toewijzing.toewijzing_sleutel
            and {{ sluit_aan('toewijzing', 'stop.einddatum', 'stop.aansluit_dagen') }}
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
    group by stop.levering_sleutel
)

select
    stop.levering_sleutel,
    stop.toewijzing_sleutel,
    stop.toewijzingnummer,
    stop.wet,
    stop.gemeente_code,
    stop.aanbieder_agb,
    stop.toewijzing_gemeente_code,
    stop.client_id,
    stop.perceel,
    stop.productcode,
    stop.begindatum,
    stop.einddatum,
    stop.jaar,
    stop.reden_beeindiging,
    coalesce(reden.is_volgens_plan, false) as is_volgens_plan,
    coalesce(reden.is_uitval, false) as is_uitval,
    coalesce(reden.is_uitgesloten, false) as is_uitgesloten,
    coalesce(reden.is_uitgesloten_bij_uitval, false) as is_uitgesloten_bij_uitval,
    coalesce(vervolg.naar_begeleiding, 0) = 1 as heeft_vervolg_begeleiding,
    coalesce(vervolg.naar_beschermd_wonen, 0) = 1 as heeft_vervolg_beschermd_wonen,
    -- only then is it certain that nothing follows (A12)
    {{ dag_plus('stop.einddatum', 'stop.aansluit_dagen') }} <= stop.peildatum as is_rijp
from stop
left join vervolg on stop.levering_sleutel = vervolg.levering_sleutel
left join {{ ref('reden_beeindiging') }} as reden
    on
        stop.wet = reden.wet
        and stop.reden_beeindiging = reden.code
