-- a client with a zorgdag in the year (A7), with the last definitive stop of the year if there is one; over all
-- gemeenten or providers that may be another stop, so the cases carry ALLE themselves
with zorg as (
    select
        jaar.jaar,
        jaar.laatste_dag,
        instelling.peildatum,
        levering.wet,
        levering.perceel,
        levering.gemeente_code,
        levering.aanbieder_agb,
        levering.client_id,
        levering.productcode,
        levering.begindatum
    from {{ ref('int_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            levering.wet = kpi_perceel.wet
            and levering.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'doelrealisatie_uitstroom'
    inner join {{ ref('dim_jaar') }} as jaar
        on
            levering.begindatum <= jaar.laatste_dag
            and levering.begindatum <= instelling.peildatum
            and coalesce(levering.einddatum_effectief, instelling.peildatum) >= jaar.eerste_dag
    where
        jaar.eerste_dag <= instelling.peildatum
        and levering.begindatum <= coalesce(levering.einddatum_effectief, instelling.peildatum)
        and levering.telt_mee
        and not levering.is_verwijderd
        and levering.client_id is not null
),

rij as (
    {{ kubus('zorg', ['gemeente_code', 'aanbieder_agb'], [
        'jaar', 'laatste_dag', 'peildatum', 'wet', 'perceel', 'client_id', 'productcode', 'begindatum'
    ]) }}
),

-- who did not stop is shown with the product of the help that began last
gerangschikt as (
    select
        rij.*,
        row_number() over (
            partition by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id
            order by begindatum desc, productcode desc
        ) as rang
    from rij
),

geval as (
    select
        client.jaar,
        client.wet,
        client.gemeente_code,
        client.aanbieder_agb,
        client.client_id,
        laatste_stop.toewijzing_gemeente_code,
        laatste_stop.toewijzingnummer,
        laatste_stop.stop_aanbieder_agb,
        laatste_stop.begindatum,
        laatste_stop.einddatum,
        laatste_stop.reden_beeindiging,
        case when laatste_stop.jaar is null then client.productcode else laatste_stop.productcode end as productcode,
        coalesce(laatste_stop.einddatum, {{ vroegste('client.laatste_dag', 'client.peildatum') }}) as geteld_op,
        coalesce(
            laatste_stop.is_uitgesloten and not laatste_stop.heeft_vervolg_begeleiding, false
        ) as is_overleden_of_verhuisd,
        coalesce(laatste_stop.is_volgens_plan and not laatste_stop.heeft_vervolg_begeleiding, false) as in_teller,
        coalesce(laatste_stop.is_volgens_plan and laatste_stop.heeft_vervolg_begeleiding, false)
            as is_volgens_plan_met_vervolg
    from gerangschikt as client
    left join {{ ref('int_laatste_stop') }} as laatste_stop
        on
            client.jaar = laatste_stop.jaar
            and client.wet = laatste_stop.wet
            and client.perceel = laatste_stop.perceel
            and client.gemeente_code = laatste_stop.gemeente_code
            and client.aanbieder_agb = laatste_stop.aanbieder_agb
            and client.client_id = laatste_stop.client_id
    where client.rang = 1
),

beoordeeld as (
    select
        geval.*,
        not geval.is_overleden_of_verhuisd as in_noemer
    from geval
),

gedeeld as (
    {{ met_dimensies('beoordeeld', 'geteld_op') }}
)

select *
from gedeeld
