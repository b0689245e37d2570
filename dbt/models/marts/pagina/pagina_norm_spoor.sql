-- from what the figures propose to what was decided, a line per step; a KPI without a norm says so
{%- set heel = "cast(cast({} as integer) as " ~ tekst_type() ~ ")" %}
with wet as (
    select distinct stoplicht.wet
    from {{ ref('stoplicht') }} as stoplicht
),

regel as (
    select
        perceel.kpi,
        perceel.wet,
        perceel.perceel,
        'Perceel ' || perceel.perceel || ', ' || perceel.omschrijving as regel
    from {{ ref('kpi_perceel') }} as perceel
    inner join wet on perceel.wet = wet.wet
),

vastgesteld as (
    select
        regel.kpi,
        regel.wet,
        regel.perceel,
        regel.regel,
        norm.geldig_van,
        norm.geldig_tot,
        norm.norm,
        norm.bandbreedte,
        norm.bron
    from regel
    inner join {{ ref('int_norm') }} as norm
        on
            regel.kpi = norm.kpi
            and regel.wet = coalesce(norm.wet, regel.wet)
            and regel.perceel = coalesce(norm.perceel, regel.perceel)
    where
        norm.norm is not null
        and norm.zorgterrein is null
)

select
    regel.wet,
    regel.perceel,
    regel.kpi,
    regel.regel,
    1 as stap_nr,
    'voorstel uit de cijfers' as stap,
    {{ heel.format('voorstel.van_jaar') }} || case
        when voorstel.tot_jaar > voorstel.van_jaar then ' tot en met ' || {{ heel.format('voorstel.tot_jaar') }} else ''
    end as periode,
    cast(null as date) as vanaf_datum,
    voorstel.norm_voorstel as norm,
    voorstel.bandbreedte_voorstel as bandbreedte,
    {{ heel.format('voorstel.waarnemingen_aantal') }} || ' jaarcijfers van '
    || {{ heel.format('voorstel.aanbieders_aantal') }}
    || ' aanbieders; ' || {{ heel.format('voorstel.buiten_norm_aantal') }} || ' daarvan halen deze norm niet, '
    || {{ heel.format('voorstel.buiten_bandbreedte_aantal') }} || ' ook de bandbreedte niet' as waarop
from regel
inner join {{ ref('kpi_normvoorstel') }} as voorstel
    on
        regel.kpi = voorstel.kpi
        and regel.perceel = voorstel.perceel
union all
select
    wet,
    perceel,
    kpi,
    regel,
    2 as stap_nr,
    'vastgesteld' as stap,
    coalesce('vanaf ' || {{ dag_tekst('geldig_van') }}, 'altijd')
    || coalesce(' tot en met ' || {{ dag_tekst('geldig_tot') }}, '') as periode,
    geldig_van as vanaf_datum,
    norm,
    bandbreedte,
    coalesce(bron, 'niet vermeld') as waarop
from vastgesteld
union all
select
    regel.wet,
    regel.perceel,
    regel.kpi,
    regel.regel,
    2 as stap_nr,
    'nog niet vastgesteld' as stap,
    '' as periode,
    cast(null as date) as vanaf_datum,
    {{ als_double('null') }} as norm,
    {{ als_double('null') }} as bandbreedte,
    '' as waarop
from regel
where not exists (
    select 1 from vastgesteld
    where
        vastgesteld.kpi = regel.kpi
        and vastgesteld.wet = regel.wet
        and vastgesteld.perceel = regel.perceel
)
