{%- set dimensies = ['gemeente_code', 'aanbieder_agb'] -%}

with toewijzing as (
    select
        jaar.jaar,
        toewijzing.toewijzing_sleutel,
        toewijzing.wet,
        toewijzing.perceel,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
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
    {{ kubus('toewijzing', dimensies, [
        'jaar', 'wet', 'perceel', 'client_id', 'uren_per_week', 'van_dag', 'tot_dag'
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
        case
            when sum(case when van_dag = eerste_dag and uren_per_week is null then 1 else 0 end) = 0
                then sum(case when van_dag = eerste_dag then uren_per_week else 0 end)
        end as uren_begin,
        case
            when sum(case when tot_dag = laatste_dag and uren_per_week is null then 1 else 0 end) = 0
                then sum(case when tot_dag = laatste_dag then uren_per_week else 0 end)
        end as uren_eind
    from met_grens
    group by jaar, wet, perceel, gemeente_code, aanbieder_agb, client_id
),

beoordeeld as (
    select
        client.jaar,
        client.wet,
        client.perceel,
        client.gemeente_code,
        client.aanbieder_agb,
        case when client.uren_eind < client.uren_begin then 1 else 0 end as is_lager,
        case when client.uren_eind = client.uren_begin then 1 else 0 end as is_gelijk,
        case when client.uren_eind > client.uren_begin then 1 else 0 end as is_hoger,
        case when client.uren_begin is null or client.uren_eind is null then 1 else 0 end as is_onbepaald,
        case
            when laatste_stop.is_volgens_plan and not laatste_stop.heeft_vervolg_begeleiding then 1
            else 0
        end as is_uitgestroomd,
        case
            when laatste_stop.is_uitgesloten and not laatste_stop.heeft_vervolg_begeleiding then 1
            else 0
        end as is_uitgesloten
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
        count(*) as noemer,
        cast(sum(case when is_lager = 1 or is_uitgestroomd = 1 then 1 else 0 end) as bigint) as teller,
        cast(sum(is_lager) as bigint) as lager_aantal,
        cast(sum(is_gelijk) as bigint) as gelijk_aantal,
        cast(sum(is_hoger) as bigint) as hoger_aantal,
        cast(sum(is_onbepaald) as bigint) as onbepaald_aantal,
        cast(sum(is_uitgestroomd) as bigint) as uitgestroomd_aantal,
        cast(count(*) - sum(is_uitgesloten) as bigint) as noemer_excl,
        cast(sum(
            case when is_uitgesloten = 0 and (is_lager = 1 or is_uitgestroomd = 1) then 1 else 0 end
        ) as bigint) as teller_excl
    from beoordeeld
    group by jaar, wet, perceel, gemeente_code, aanbieder_agb
),

gemeten as (
    select
        geteld.*,
        {{ percentage('teller', 'noemer') }} as percentage,
        {{ percentage('teller_excl', 'noemer_excl') }} as percentage_excl
    from geteld
)

select
    gemeten.jaar,
    gemeten.perceel,
    gemeten.gemeente_code,
    gemeten.aanbieder_agb,
    gemeten.noemer,
    gemeten.teller,
    gemeten.percentage,
    gemeten.percentage_excl,
    norm.norm,
    norm.bandbreedte,
    case
        when {{ is_onvolledig('jaar.eerste_dag') }} then 'grijs'
        else {{ kleur('gemeten.percentage', 'norm.norm', 'norm.bandbreedte', 'norm.richting') }}
    end as kleur,
    gemeten.lager_aantal,
    gemeten.gelijk_aantal,
    gemeten.hoger_aantal,
    gemeten.onbepaald_aantal,
    gemeten.uitgestroomd_aantal,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from gemeten
inner join {{ ref('dim_jaar') }} as jaar on gemeten.jaar = jaar.jaar
{{ met_dekking('gemeten') }}
left join {{ ref('dim_norm') }} as norm
    on
        norm.kpi = 'afschaling'
        and gemeten.wet = norm.wet
        and gemeten.perceel = norm.perceel
        and gemeten.jaar = norm.jaar
