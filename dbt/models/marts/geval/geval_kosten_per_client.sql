-- a client with costs in a year, per product and over all of them (up to the last declared month): who was credited in
-- full is no client of that row, and the total may say otherwise than its products, so the cases carry ALLE themselves
with declaratie as (
    {{ gedeclareerd_per_wet() }}
),

kosten as (
    select
        kalender.jaar,
        prestatie.wet,
        prestatie.productcode,
        prestatie.client_id,
        sum(prestatie.bedrag_eur) as bedrag_eur
    from {{ ref('fct_prestatie') }} as prestatie
    inner join declaratie on prestatie.wet = declaratie.wet
    inner join {{ ref('dim_maand') }} as kalender
        on
            prestatie.maand = kalender.maand
            and declaratie.gedeclareerd_tot >= kalender.maand
            and kalender.is_volledig
    where prestatie.status <> 'afgewezen'
    group by kalender.jaar, prestatie.wet, prestatie.productcode, prestatie.client_id
),

kosten_kubus as (
    {{ kubus('kosten', ['productcode'], ['jaar', 'wet', 'client_id', 'bedrag_eur']) }}
),

per_client as (
    select
        jaar,
        wet,
        productcode,
        client_id,
        sum(bedrag_eur) as bedrag_eur
    from kosten_kubus
    group by jaar, wet, productcode, client_id
),

geval as (
    select
        per_client.jaar,
        per_client.wet,
        per_client.productcode,
        per_client.client_id,
        kalender.laatste_dag as geteld_op,
        per_client.bedrag_eur,
        per_client.bedrag_eur <> 0 as in_noemer
    from per_client
    inner join {{ ref('dim_jaar') }} as kalender on per_client.jaar = kalender.jaar
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
