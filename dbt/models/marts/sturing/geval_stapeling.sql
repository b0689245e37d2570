-- a client with running toewijzingen on 31 December or on P, over both laws (K004-11): how many, of how many providers.
-- Who has them in more than one gemeente stands in the total with all of them
with peildag as (
    select
        kalender.jaar,
        {{ vroegste('kalender.laatste_dag', 'instelling.peildatum') }} as dag
    from {{ ref('dim_jaar') }} as kalender
    inner join {{ ref('int_instelling') }} as instelling on kalender.eerste_dag <= instelling.peildatum
),

lopend as (
    select
        peildag.jaar,
        peildag.dag,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.client_id,
        toewijzing.productcode,
        toewijzing.wet
    from {{ ref('fct_toewijzing') }} as toewijzing
    inner join peildag
        on
            toewijzing.ingangsdatum <= peildag.dag
            and coalesce(toewijzing.einddatum >= peildag.dag, true)
    where
        toewijzing.telt_mee
        and toewijzing.client_id is not null
),

per_client as (
    select
        jaar,
        client_id,
        min(gemeente_code) <> max(gemeente_code) as is_eigen_totaal
    from lopend
    group by jaar, client_id
),

gemerkt as (
    select
        lopend.*,
        per_client.is_eigen_totaal
    from lopend
    inner join per_client
        on
            lopend.jaar = per_client.jaar
            and lopend.client_id = per_client.client_id
),

rij as (
    select
        is_eigen_totaal,
        jaar,
        dag,
        gemeente_code,
        aanbieder_agb,
        client_id,
        productcode,
        wet
    from gemerkt
    union all
    select
        is_eigen_totaal,
        jaar,
        dag,
        'ALLE' as gemeente_code,
        aanbieder_agb,
        client_id,
        productcode,
        wet
    from gemerkt
    where is_eigen_totaal
),

geval as (
    select
        is_eigen_totaal,
        jaar,
        gemeente_code,
        client_id,
        dag as geteld_op,
        cast(count(*) as integer) as voorzieningen_aantal,
        cast(count(distinct aanbieder_agb) as integer) as aanbieders_aantal,
        cast(count(distinct wet) as integer) as wetten_aantal,
        -- of the product dimensions only what all of them share
        case when count(distinct wet) = 1 then max(wet) end as wet,
        case when count(distinct wet) = 1 and count(distinct productcode) = 1 then max(productcode) end as productcode
    from rij
    group by is_eigen_totaal, jaar, gemeente_code, client_id, dag
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
