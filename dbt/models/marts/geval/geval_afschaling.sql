-- a client with a toewijzing in the perceel in the year: hours per week on the first and the last running day, per
-- row, so the cases carry ALLE themselves
with toewijzing as (
    select
        jaar.jaar,
        toewijzing.wet,
        toewijzing.perceel,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.productcode,
        -- sums of decimals do not depend on order, so equal hours stay equal
        cast(toewijzing.uren_per_week as decimal(18, 6)) as uren_per_week,
        case when toewijzing.ingangsdatum > jaar.eerste_dag then toewijzing.ingangsdatum else jaar.eerste_dag end
            as van_dag,
        {{ vroegste(
            vroegste('toewijzing.einddatum', 'jaar.laatste_dag'),
            'instelling.peildatum'
        ) }} as tot_dag
    from {{ ref('int_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            toewijzing.wet = kpi_perceel.wet
            and toewijzing.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'afschaling'
    inner join {{ ref('dim_jaar') }} as jaar
        on
            toewijzing.ingangsdatum <= jaar.laatste_dag
            and toewijzing.ingangsdatum <= instelling.peildatum
            and coalesce(toewijzing.einddatum, instelling.peildatum) >= jaar.eerste_dag
    where
        jaar.eerste_dag <= instelling.peildatum
        and toewijzing.telt_mee
        and not toewijzing.is_verwijderd
        and toewijzing.client_id is not null
),

rij as (
    {{ kubus('toewijzing', ['gemeente_code', 'aanbieder_agb'], [
        'jaar', 'wet', 'perceel', 'client_id', 'productcode', 'uren_per_week', 'van_dag', 'tot_dag'
    ]) }}
),

met_grens as (
    select
        rij.*,
        min(van_dag) over (
            partition by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id
        ) as eerste_dag,
        max(tot_dag) over (
            partition by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id
        ) as laatste_dag
    from rij
),

-- hours that cannot be determined (pieces, euros) make the sum of that day undeterminable, not smaller (A14)
client as (
    select
        jaar,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        client_id,
        eerste_dag,
        laatste_dag,
        max(case when tot_dag = laatste_dag then productcode end) as productcode,
        {{ uren_op('van_dag = eerste_dag') }} as uren_begin,
        {{ uren_op('tot_dag = laatste_dag') }} as uren_eind
    from met_grens
    group by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id, eerste_dag, laatste_dag
),

geval as (
    select
        client.jaar,
        client.wet,
        client.gemeente_code,
        client.aanbieder_agb,
        client.client_id,
        client.productcode,
        client.eerste_dag,
        client.laatste_dag,
        client.uren_begin,
        client.uren_eind,
        laatste_stop.toewijzing_gemeente_code,
        laatste_stop.toewijzingnummer,
        laatste_stop.stop_aanbieder_agb,
        laatste_stop.einddatum,
        laatste_stop.reden_beeindiging,
        coalesce(client.uren_eind < client.uren_begin, false) as is_lager,
        coalesce(client.uren_eind = client.uren_begin, false) as is_gelijk,
        coalesce(client.uren_eind > client.uren_begin, false) as is_hoger,
        client.uren_begin is null or client.uren_eind is null as is_onbepaald,
        coalesce(laatste_stop.is_volgens_plan and not laatste_stop.heeft_vervolg_begeleiding, false)
            as is_uitgestroomd,
        not coalesce(laatste_stop.is_uitgesloten and not laatste_stop.heeft_vervolg_begeleiding, false)
            as in_noemer_excl
    from client
    left join {{ ref('int_laatste_stop') }} as laatste_stop
        on
            client.jaar = laatste_stop.jaar
            and client.wet = laatste_stop.wet
            and client.perceel = laatste_stop.perceel
            and client.gemeente_code = laatste_stop.gemeente_code
            and client.aanbieder_agb = laatste_stop.aanbieder_agb
            and client.client_id = laatste_stop.client_id
),

beoordeeld as (
    select
        geval.*,
        geval.is_lager or geval.is_uitgestroomd as in_teller,
        (geval.is_lager or geval.is_uitgestroomd) and geval.in_noemer_excl as in_teller_excl
    from geval
),

gedeeld as (
    {{ met_dimensies('beoordeeld', 'laatste_dag') }}
)

select *
from gedeeld
