-- Q are the clients with net costs, P their mean costs (K001-14); costs are claims that were not refused (A13)
with kosten as (
    select
        maand.jaar,
        prestatie.wet,
        prestatie.productcode,
        prestatie.client_id,
        sum(prestatie.bedrag_eur) as bedrag_eur
    from {{ ref('fct_prestatie') }} as prestatie
    inner join {{ ref('dim_maand') }} as maand
        on
            prestatie.maand = maand.maand
            and maand.is_volledig
    where prestatie.status <> 'afgewezen'
    group by maand.jaar, prestatie.wet, prestatie.productcode, prestatie.client_id
),

kosten_kubus as (
    {{ kubus('kosten', ['productcode'], ['jaar', 'wet', 'client_id', 'bedrag_eur']) }}
),

-- per row first per client: who was credited in full is no client of the row
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

-- a target needs both its numbers; of more rows on one product the clients add up and the price is their mean
target as (
    select
        afspraak.jaar,
        afspraak.wet,
        afspraak.productcode,
        afspraak.kosten_per_client_eur * afspraak.clienten_aantal as kosten_target,
        afspraak.clienten_aantal as q_target
    from {{ ref('int_kosten_target') }} as afspraak
    inner join {{ ref('dim_jaar') }} as jaar on afspraak.jaar = jaar.jaar
    inner join {{ ref('int_instelling') }} as instelling on jaar.eerste_dag <= instelling.peildatum
    where
        afspraak.kosten_per_client_eur is not null
        and afspraak.clienten_aantal > 0
),

target_kubus as (
    {{ kubus('target', ['productcode'], ['jaar', 'wet', 'kosten_target', 'q_target']) }}
),

meting as (
    select
        jaar,
        wet,
        productcode,
        sum(bedrag_eur) as kosten_real,
        count(distinct case when bedrag_eur <> 0 then client_id end) as q_real,
        0 as kosten_target,
        0 as q_target
    from per_client
    group by jaar, wet, productcode
    union all
    select
        jaar,
        wet,
        productcode,
        0 as kosten_real,
        0 as q_real,
        kosten_target,
        q_target
    from target_kubus
),

-- decimals are divided as doubles: engines cut the quotient of decimals differently
geteld as (
    select
        jaar,
        wet,
        productcode,
        {{ als_double('sum(kosten_real)') }} as kosten_real,
        cast(sum(q_real) as bigint) as q_real,
        {{ als_double('sum(kosten_target)') }} as kosten_target,
        {{ als_double('sum(q_target)') }} as q_target
    from meting
    group by jaar, wet, productcode
),

-- quantity against the target price, price against the real quantity: no rest; without target all of it is quantity
effect as (
    select
        geteld.*,
        cast(kosten_real - kosten_target as decimal(18, 2)) as verschil_eur,
        cast(
            case
                when q_target = 0 then kosten_real
                else (q_real - q_target) * kosten_target / q_target
            end as decimal(18, 2)
        ) as hoeveelheidsverschil_eur
    from geteld
),

som_van_producten as (
    select
        jaar,
        wet,
        sum(verschil_eur) as verschil_eur,
        sum(hoeveelheidsverschil_eur) as hoeveelheidsverschil_eur
    from effect
    where coalesce(productcode, '~') <> 'ALLE'
    group by jaar, wet
),

-- the total shows the sum of the products' effects; calculated on the totals it differs by the shift in mix
met_totaal as (
    select
        effect.jaar,
        effect.wet,
        effect.productcode,
        effect.kosten_real,
        effect.q_real,
        effect.kosten_target,
        effect.q_target,
        case when effect.productcode = 'ALLE' then som.verschil_eur else effect.verschil_eur end as verschil_eur,
        case
            when effect.productcode = 'ALLE' then som.hoeveelheidsverschil_eur
            else effect.hoeveelheidsverschil_eur
        end as hoeveelheidsverschil_eur,
        case
            when effect.productcode = 'ALLE' then som.hoeveelheidsverschil_eur - effect.hoeveelheidsverschil_eur
        end as mixeffect_eur
    from effect
    inner join som_van_producten as som
        on
            effect.jaar = som.jaar
            and effect.wet = som.wet
)

select
    met_totaal.jaar,
    met_totaal.wet,
    met_totaal.productcode,
    cast(met_totaal.kosten_target / nullif(met_totaal.q_target, 0) as decimal(18, 2)) as p_target,
    met_totaal.q_target,
    cast(met_totaal.kosten_real / nullif(met_totaal.q_real, 0) as decimal(18, 2)) as p_real,
    met_totaal.q_real,
    cast(met_totaal.kosten_target as decimal(18, 2)) as kosten_target_eur,
    cast(met_totaal.kosten_real as decimal(18, 2)) as kosten_real_eur,
    cast(met_totaal.verschil_eur as decimal(18, 2)) as verschil_eur,
    cast(met_totaal.hoeveelheidsverschil_eur as decimal(18, 2)) as hoeveelheidsverschil_eur,
    cast(met_totaal.verschil_eur - met_totaal.hoeveelheidsverschil_eur as decimal(18, 2)) as prijsverschil_eur,
    cast(met_totaal.mixeffect_eur as decimal(18, 2)) as mixeffect_eur,
    jaar.is_voorlopig as voorlopig
from met_totaal
inner join {{ ref('dim_jaar') }} as jaar on met_totaal.jaar = jaar.jaar
