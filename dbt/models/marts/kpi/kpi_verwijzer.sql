{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'verwijzer'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'verwijzer'] -%}

with zorg as (
    select
        levering.wet,
        levering.gemeente_code,
        levering.aanbieder_agb,
        levering.client_id,
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

-- in each year of the care a client counts from the first month with a zorgdag
zorgjaar as (
    select
        zorg.wet,
        zorg.gemeente_code,
        zorg.aanbieder_agb,
        zorg.verwijzer,
        zorg.client_id,
        jaar.jaar,
        case
            when zorg.begindatum > jaar.eerste_dag then {{ begin_van('month', 'zorg.begindatum') }}
            else jaar.eerste_dag
        end as maand
    from zorg
    inner join {{ ref('dim_jaar') }} as jaar
        on
            zorg.begindatum <= jaar.laatste_dag
            and zorg.einddatum >= jaar.eerste_dag
    where zorg.einddatum >= zorg.begindatum
),

client_detail as (
    select
        {{ rij | join(', ') }},
        client_id,
        jaar,
        min(maand) as maand
    from zorgjaar
    group by {{ rij | join(', ') }}, client_id, jaar
),

client_kubus as (
    {{ kubus('client_detail', dimensies, ['wet', 'jaar', 'maand', 'client_id']) }}
),

-- a client counts in its first month of the year, per row: unique clients are never added up
nieuwe_client as (
    select
        {{ rij | join(', ') }},
        client_id,
        min(maand) as maand
    from client_kubus
    group by {{ rij | join(', ') }}, client_id, jaar
),

maanden as (
    {{ ytd_maanden('nieuwe_client', rij) }}
),

meting as (
    select
        {{ rij | join(', ') }},
        maand,
        0 as clienten
    from maanden
    union all
    select
        {{ rij | join(', ') }},
        maand,
        1 as clienten
    from nieuwe_client
),

per_maand as (
    select
        meting.wet,
        meting.gemeente_code,
        meting.aanbieder_agb,
        meting.verwijzer,
        meting.maand,
        kalender.jaar,
        kalender.is_voorlopig,
        sum(meting.clienten) as clienten
    from meting
    inner join {{ ref('dim_maand') }} as kalender
        on
            meting.maand = kalender.maand
            and kalender.is_volledig
    group by
        meting.wet,
        meting.gemeente_code,
        meting.aanbieder_agb,
        meting.verwijzer,
        meting.maand,
        kalender.jaar,
        kalender.is_voorlopig
),

lopend as (
    select
        {{ rij | join(', ') }},
        maand,
        is_voorlopig,
        cast({{ ytd_som('clienten', rij) }} as bigint) as clienten_ytd
    from per_maand
),

met_totaal as (
    select
        lopend.*,
        max(case when verwijzer = 'ALLE' then clienten_ytd end) over (
            partition by wet, gemeente_code, aanbieder_agb, maand
        ) as clienten_alle
    from lopend
)

select
    met_totaal.wet,
    met_totaal.gemeente_code,
    met_totaal.aanbieder_agb,
    met_totaal.maand,
    met_totaal.verwijzer,
    met_totaal.clienten_ytd,
    {{ percentage('met_totaal.clienten_ytd', 'met_totaal.clienten_alle') }} as aandeel_pct,
    met_totaal.is_voorlopig as voorlopig,
    {{ is_onvolledig(begin_van('year', 'met_totaal.maand')) }} as onvolledig
from met_totaal
{{ met_dekking('met_totaal') }}
