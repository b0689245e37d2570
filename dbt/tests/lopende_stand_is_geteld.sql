-- the running sum ends where counting the toewijzingen of the last complete month ends, and no client with help that day is missing
with laatste as (
    select max(maand) as maand
    from {{ ref('dim_maand') }}
    where is_volledig
),

dag as (
    select kalender.laatste_dag
    from {{ ref('dim_maand') }} as kalender
    inner join laatste on kalender.maand = laatste.maand
),

geteld as (
    select
        toewijzing.wet,
        count(*) as stand
    from {{ ref('fct_toewijzing') }} as toewijzing
    inner join dag
        on
            toewijzing.ingangsdatum <= dag.laatste_dag
            and coalesce(toewijzing.einddatum >= dag.laatste_dag, true)
    where toewijzing.telt_mee
    group by toewijzing.wet
),

client as (
    select
        levering.wet,
        count(distinct levering.client_id) as clienten
    from {{ ref('fct_levering') }} as levering
    inner join dag
        on
            levering.begindatum <= dag.laatste_dag
            and coalesce(levering.einddatum_bruto >= dag.laatste_dag, true)
    where levering.telt_mee
    group by levering.wet
),

stand as (
    select
        lopend.wet,
        lopend.stand,
        lopend.clienten_stand
    from {{ ref('kpi_lopende_voorzieningen') }} as lopend
    inner join laatste on lopend.maand = laatste.maand
    where
        lopend.gemeente_code = 'ALLE'
        and lopend.inkoopcategorie = 'ALLE'
        and lopend.aanbieder_agb = 'ALLE'
)

select
    stand.wet,
    stand.stand,
    geteld.stand as geteld_stand,
    stand.clienten_stand,
    client.clienten
from stand
left join geteld on stand.wet = geteld.wet
left join client on stand.wet = client.wet
where
    stand.stand <> coalesce(geteld.stand, 0)
    or stand.clienten_stand < coalesce(client.clienten, 0)
