{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'reden_beeindiging'] -%}

with stop as (
    select distinct
        stop_actief.stop_sleutel,
        stop_actief.wet,
        stop_actief.gemeente_code,
        stop_actief.aanbieder_agb,
        stop_actief.client_id,
        stop_actief.reden_beeindiging,
        stop_actief.is_tijdelijk,
        cast(extract(year from stop_actief.einddatum) as integer) as jaar
    from {{ ref('int_stop_actief') }} as stop_actief
    inner join {{ ref('int_levering') }} as levering on stop_actief.levering_sleutel = levering.levering_sleutel
    cross join {{ ref('int_instelling') }} as instelling
    where
        stop_actief.telt_mee
        and levering.telt_mee
        and not levering.is_verwijderd
        and stop_actief.einddatum <= instelling.peildatum
),

-- a temporary stop is no outflow: it has a row of its own, and no part in the total or the shares
rij as (
    {{ kubus('stop', dimensies, ['jaar', 'wet', 'client_id', 'is_tijdelijk']) }}
),

geteld as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        reden_beeindiging,
        count(*) as stops_aantal,
        count(distinct client_id) as clienten_aantal
    from rij
    where
        not is_tijdelijk
        or reden_beeindiging <> 'ALLE'
    group by jaar, wet, gemeente_code, aanbieder_agb, reden_beeindiging
),

totaal as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        stops_aantal
    from geteld
    where reden_beeindiging = 'ALLE'
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.aanbieder_agb,
    geteld.reden_beeindiging,
    case
        when geteld.reden_beeindiging = 'ALLE' then 'alle definitieve stops'
        else reden.analysegroep
    end as omschrijving,
    geteld.stops_aantal,
    geteld.clienten_aantal,
    case
        when coalesce(reden.is_tijdelijk, false) then null
        else {{ percentage('geteld.stops_aantal', 'totaal.stops_aantal') }}
    end as aandeel_pct,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as jaar on geteld.jaar = jaar.jaar
{{ met_dekking('geteld') }}
left join totaal
    on
        geteld.jaar = totaal.jaar
        and geteld.wet = totaal.wet
        and geteld.gemeente_code = totaal.gemeente_code
        and geteld.aanbieder_agb = totaal.aanbieder_agb
left join {{ ref('reden_beeindiging') }} as reden
    on
        geteld.wet = reden.wet
        and geteld.reden_beeindiging = reden.code
