{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}

with zorgmaand as (
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.productcode,
        periode.client_id,
        maand.jaar,
        maand.maand,
        {{ dagen_tussen(
            'case when periode.begindatum > maand.maand then periode.begindatum else maand.maand end',
            'case when periode.einddatum < maand.laatste_dag then periode.einddatum else maand.laatste_dag end'
        ) }} + 1 as zorgdagen
    from {{ ref('int_zorgperiode') }} as periode
    inner join {{ ref('dim_maand') }} as maand
        on
            periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
            and maand.is_volledig
),

dagen_detail as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        maand,
        sum(zorgdagen) as zorgdagen
    from zorgmaand
    group by wet, gemeente_code, aanbieder_agb, productcode, maand
),

dagen as (
    {{ kubus('dagen_detail', dimensies, ['wet', 'maand', 'zorgdagen']) }}
),

client_detail as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        client_id,
        jaar,
        min(maand) as maand
    from zorgmaand
    -- without a Bsn a person cannot be told from another (A3): zorgdagen count, the client does not
    where client_id is not null
    group by wet, gemeente_code, aanbieder_agb, productcode, client_id, jaar
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
    {{ ytd_maanden('dagen', rij) }}
),

-- adding rows with zeros keeps months without activity, without a join on keys that may be NULL
meting as (
    select
        {{ rij | join(', ') }},
        maand,
        0 as zorgdagen,
        0 as clienten
    from maanden
    union all
    select
        {{ rij | join(', ') }},
        maand,
        zorgdagen,
        0 as clienten
    from dagen
    union all
    select
        {{ rij | join(', ') }},
        maand,
        0 as zorgdagen,
        1 as clienten
    from nieuwe_client
),

per_maand as (
    select
        {{ rij | join(', ') }},
        maand,
        sum(zorgdagen) as zorgdagen,
        sum(clienten) as clienten
    from meting
    group by {{ rij | join(', ') }}, maand
),

lopend as (
    select
        per_maand.*,
        kalender.jaar,
        kalender.dagen_aantal,
        kalender.dagen_ytd_aantal
    from per_maand
    inner join {{ ref('dim_maand') }} as kalender on per_maand.maand = kalender.maand
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    maand,
    cast(zorgdagen as bigint) as zorgdagen,
    {{ als_double('zorgdagen') }} / dagen_aantal as plekken_maand,
    {{ als_double(ytd_som('zorgdagen', rij)) }} / dagen_ytd_aantal as plekken_ytd,
    cast({{ ytd_som('clienten', rij) }} as bigint) as unieke_clienten_ytd
from lopend
