-- a client with a running toewijzing in a quarter that can be judged (A12): hours per week (A14) on the last running
-- day against the first, or gone (A6). Per row, so cases of who has more rows by the end of the gap carry ALLE
-- themselves
{%- set rij = ['wet', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] %}
with kwartaal as (
    select
        kwartaal.kwartaal,
        kwartaal.laatste_dag,
        instelling.aansluit_dagen
    from (
        select
            {{ begin_van('quarter', 'maand') }} as kwartaal,
            max(laatste_dag) as laatste_dag
        from {{ ref('dim_maand') }}
        group by {{ begin_van('quarter', 'maand') }}
    ) as kwartaal
    inner join {{ ref('int_instelling') }} as instelling
        on {{ dag_plus('kwartaal.laatste_dag', 'instelling.aansluit_dagen') }} <= instelling.peildatum
),

-- what runs in the quarter or begins within the gap after it
toewijzing as (
    select
        kwartaal.kwartaal,
        kwartaal.aansluit_dagen,
        toewijzing.wet,
        toewijzing.zorgterrein,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.client_id,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        -- sums of decimals do not depend on order, so equal hours stay equal
        cast(toewijzing.uren_per_week as decimal(18, 6)) as uren_per_week,
        case
            when toewijzing.ingangsdatum > kwartaal.laatste_dag then null
            when toewijzing.ingangsdatum > kwartaal.kwartaal then toewijzing.ingangsdatum
            else kwartaal.kwartaal
        end as van_dag,
        case
            when toewijzing.ingangsdatum > kwartaal.laatste_dag then null
            when toewijzing.einddatum < kwartaal.laatste_dag then toewijzing.einddatum
            else kwartaal.laatste_dag
        end as tot_dag
    from {{ ref('fct_toewijzing') }} as toewijzing
    inner join kwartaal
        on
            toewijzing.ingangsdatum <= {{ dag_plus('kwartaal.laatste_dag', 'kwartaal.aansluit_dagen') }}
            and coalesce(toewijzing.einddatum >= kwartaal.kwartaal, true)
    where
        toewijzing.telt_mee
        and toewijzing.client_id is not null
),

clientkwartaal as (
    select
        wet,
        client_id,
        kwartaal,
        count(*) as rijen
    from (
        select distinct
            {{ rij | join(', ') }},
            client_id,
            kwartaal
        from toewijzing
    ) as clientrij
    group by wet, client_id, kwartaal
),

geteld as (
    select
        toewijzing.*,
        clientkwartaal.rijen > 1 as is_eigen_totaal
    from toewijzing
    inner join clientkwartaal
        on
            toewijzing.wet = clientkwartaal.wet
            and toewijzing.client_id = clientkwartaal.client_id
            and toewijzing.kwartaal = clientkwartaal.kwartaal
),

{%- set kolommen = [
    'kwartaal', 'aansluit_dagen', 'wet', 'productcode', 'client_id', 'ingangsdatum', 'einddatum', 'uren_per_week', 'van_dag',
    'tot_dag'
] %}

alles as (
    select
        is_eigen_totaal,
        {{ (kolommen + rij[1:]) | join(', ') }}
    from geteld
    where not is_eigen_totaal
    union all
    select
        true as is_eigen_totaal,
        kubus.*
    from (
        {{ kubus('(select * from geteld where is_eigen_totaal)', rij[1:], kolommen) }}
    ) as kubus
),

met_grens as (
    select
        alles.*,
        min(van_dag) over (partition by kwartaal, {{ rij | join(', ') }}, client_id) as eerste_dag,
        max(tot_dag) over (partition by kwartaal, {{ rij | join(', ') }}, client_id) as laatste_dag
    from alles
),

-- hours that cannot be determined (pieces, euros) make the sum of that day undeterminable, not smaller (A14)
client as (
    select
        is_eigen_totaal,
        kwartaal,
        {{ rij | join(', ') }},
        client_id,
        eerste_dag,
        laatste_dag,
        max(case when tot_dag = laatste_dag then productcode end) as productcode,
        {{ uren_op('van_dag = eerste_dag') }} as uren_begin,
        {{ uren_op('tot_dag = laatste_dag') }} as uren_eind,
        max(case when {{ sluit_aan('met_grens', 'laatste_dag', 'aansluit_dagen') }} then 1 else 0 end) = 0 as is_uit
    from met_grens
    -- who only begins after the quarter is none of its clients
    where laatste_dag is not null
    group by is_eigen_totaal, kwartaal, {{ rij | join(', ') }}, client_id, eerste_dag, laatste_dag
),

geval as (
    select
        client.*,
        not is_uit and coalesce(uren_eind = uren_begin, false) as is_gelijk,
        not is_uit and coalesce(uren_eind > uren_begin, false) as is_op,
        not is_uit and coalesce(uren_eind < uren_begin, false) as is_af,
        not is_uit and (uren_begin is null or uren_eind is null) as is_onbepaald
    from client
),

gedeeld as (
    {{ met_dimensies('geval', 'laatste_dag', eigen=['zorgterrein']) }}
)

select *
from gedeeld
