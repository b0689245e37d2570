{%- set dimensies = ['gemeente_code', 'aanbieder_agb'] -%}

with zorg as (
    select distinct
        jaar.jaar,
        levering.wet,
        levering.perceel,
        levering.gemeente_code,
        levering.aanbieder_agb,
        levering.client_id
    from {{ ref('int_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('kpi_perceel') }} as kpi_perceel
        on
            levering.wet = kpi_perceel.wet
            and levering.perceel = kpi_perceel.perceel
            and kpi_perceel.kpi = 'doelrealisatie_uitstroom'
    -- at least one zorgdag in the year, up to P (A7)
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
    {{ kubus('zorg', dimensies, ['jaar', 'wet', 'perceel', 'client_id']) }}
),

client as (
    select distinct
        jaar,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        client_id
    from rij
),

beoordeeld as (
    select
        client.jaar,
        client.wet,
        client.perceel,
        client.gemeente_code,
        client.aanbieder_agb,
        case
            when laatste_stop.is_uitgesloten and not laatste_stop.heeft_vervolg_begeleiding then 1
            else 0
        end as is_uitgesloten,
        case
            when laatste_stop.is_volgens_plan and not laatste_stop.heeft_vervolg_begeleiding then 1
            else 0
        end as is_doel_bereikt,
        case
            when laatste_stop.is_volgens_plan and laatste_stop.heeft_vervolg_begeleiding then 1
            else 0
        end as is_met_vervolg
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

geteld as (
    select
        jaar,
        wet,
        perceel,
        gemeente_code,
        aanbieder_agb,
        count(*) - sum(is_uitgesloten) as noemer,
        sum(is_doel_bereikt) as teller,
        sum(is_met_vervolg) as volgens_plan_met_vervolg_aantal,
        sum(is_uitgesloten) as overleden_of_verhuisd_aantal
    from beoordeeld
    group by jaar, wet, perceel, gemeente_code, aanbieder_agb
),

gemeten as (
    select
        geteld.*,
        {{ percentage('teller', 'noemer') }} as percentage
    from geteld
)

select
    gemeten.jaar,
    gemeten.perceel,
    gemeten.gemeente_code,
    gemeten.aanbieder_agb,
    cast(gemeten.noemer as bigint) as noemer,
    cast(gemeten.teller as bigint) as teller,
    gemeten.percentage,
    norm.norm,
    norm.bandbreedte,
    case
        when {{ is_onvolledig('jaar.eerste_dag') }} then 'grijs'
        else {{ kleur('gemeten.percentage', 'norm.norm', 'norm.bandbreedte', 'norm.richting') }}
    end as kleur,
    cast(gemeten.volgens_plan_met_vervolg_aantal as bigint) as volgens_plan_met_vervolg_aantal,
    cast(gemeten.overleden_of_verhuisd_aantal as bigint) as overleden_of_verhuisd_aantal,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from gemeten
inner join {{ ref('dim_jaar') }} as jaar on gemeten.jaar = jaar.jaar
{{ met_dekking('gemeten') }}
left join {{ ref('dim_norm') }} as norm
    on
        norm.kpi = 'doelrealisatie_uitstroom'
        and gemeten.wet = norm.wet
        and gemeten.perceel = norm.perceel
        and gemeten.jaar = norm.jaar
