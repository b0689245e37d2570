{%- set rij = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set maten = [
    'uitgestroomd', 'looptijd_dagen', 'met_norm', 'binnen_norm', 'lopend', 'tot_nu', 'tot_nu_dagen', 'vorig', 'vorig_dagen'
] -%}

-- every year up to P, its first day and the last one measured
with peiljaar as (
    select
        kalender.jaar,
        kalender.eerste_dag,
        case
            when kalender.laatste_dag < instelling.peildatum then kalender.laatste_dag
            else instelling.peildatum
        end as peildag
    from {{ ref('dim_jaar') }} as kalender
    cross join {{ ref('int_instelling') }} as instelling
    where kalender.eerste_dag <= instelling.peildatum
),

-- the same period a year earlier (A10): the same day of the same month, 28 February for the 29th
vorige_periode as (
    select
        peiljaar.jaar,
        vorig_jaar.eerste_dag,
        {{ dag_plus('vorige_maand.maand', 'case
            when extract(day from peiljaar.peildag) < vorige_maand.dagen_aantal then extract(day from peiljaar.peildag)
            else vorige_maand.dagen_aantal
        end - 1') }} as peildag
    from peiljaar
    inner join {{ ref('dim_jaar') }} as vorig_jaar on peiljaar.jaar = vorig_jaar.jaar + 1
    inner join {{ ref('dim_maand') }} as vorige_maand
        on
            vorig_jaar.jaar = vorige_maand.jaar
            and extract(month from peiljaar.peildag) = extract(month from vorige_maand.maand)
),

traject as (
    select
        traject.wet,
        traject.gemeente_code,
        traject.aanbieder_agb,
        traject.productcode,
        traject.zorg_begindatum,
        traject.zorg_einddatum,
        product.normlooptijd_dagen,
        coalesce(reden.is_volgens_plan, false) as is_volgens_plan,
        {{ dag_plus('traject.zorg_einddatum', 'instelling.aansluit_dagen') }} <= instelling.peildatum as is_uitgestroomd
    from {{ ref('fct_traject') }} as traject
    cross join {{ ref('int_instelling') }} as instelling
    left join {{ ref('dim_product') }} as product
        on
            traject.wet = product.wet
            and traject.productcode = product.productcode
    left join {{ ref('reden_beeindiging') }} as reden
        on
            traject.wet = reden.wet
            and traject.reden_beeindiging = reden.code
    where
        traject.telt_mee
        -- with care: at least one levering
        and traject.zorg_begindatum is not null
),

uitgestroomd as (
    select
        traject.*,
        cast(extract(year from zorg_einddatum) as integer) as jaar,
        {{ dagen_tussen('zorg_begindatum', 'zorg_einddatum') }} + 1 as dagen
    from traject
    where is_uitgestroomd
),

-- running on the last day measured, or ended in the year before it (K002-08)
tot_nu as (
    select
        traject.*,
        peiljaar.jaar,
        case when coalesce(traject.zorg_einddatum >= peiljaar.peildag, true) then 1 else 0 end as is_lopend,
        {{ dagen_tussen('traject.zorg_begindatum', vroegste('traject.zorg_einddatum', 'peiljaar.peildag')) }} + 1
            as dagen
    from traject
    inner join peiljaar
        on
            traject.zorg_begindatum <= peiljaar.peildag
            and coalesce(traject.zorg_einddatum >= peiljaar.eerste_dag, true)
),

tot_nu_vorig_jaar as (
    select
        traject.*,
        vorige_periode.jaar,
        {{ dagen_tussen('traject.zorg_begindatum', vroegste('traject.zorg_einddatum', 'vorige_periode.peildag')) }} + 1
            as dagen
    from traject
    inner join vorige_periode
        on
            traject.zorg_begindatum <= vorige_periode.peildag
            and coalesce(traject.zorg_einddatum >= vorige_periode.eerste_dag, true)
),

-- care that was to end before it began took no time: a duration never lies below 0
meting as (
    select
        {{ rij | join(', ') }},
        zorg_begindatum,
        1 as uitgestroomd,
        case when dagen > 0 then dagen else 0 end as looptijd_dagen,
        case when normlooptijd_dagen is not null then 1 else 0 end as met_norm,
        case when is_volgens_plan and dagen <= normlooptijd_dagen then 1 else 0 end as binnen_norm,
        0 as lopend,
        0 as tot_nu,
        0 as tot_nu_dagen,
        0 as vorig,
        0 as vorig_dagen
    from uitgestroomd
    union all
    select
        {{ rij | join(', ') }},
        zorg_begindatum,
        0 as uitgestroomd,
        0 as looptijd_dagen,
        0 as met_norm,
        0 as binnen_norm,
        is_lopend as lopend,
        1 as tot_nu,
        case when dagen > 0 then dagen else 0 end as tot_nu_dagen,
        0 as vorig,
        0 as vorig_dagen
    from tot_nu
    union all
    select
        {{ rij | join(', ') }},
        cast(null as date) as zorg_begindatum,
        0 as uitgestroomd,
        0 as looptijd_dagen,
        0 as met_norm,
        0 as binnen_norm,
        0 as lopend,
        0 as tot_nu,
        0 as tot_nu_dagen,
        1 as vorig,
        case when dagen > 0 then dagen else 0 end as vorig_dagen
    from tot_nu_vorig_jaar
),

-- sums and counts add up, so a mean per traject can be made on every row of the cube
detail as (
    select
        {{ rij | join(', ') }},
        min(zorg_begindatum) as zorg_begindatum,
        sum(uitgestroomd) as uitgestroomd,
        sum(looptijd_dagen) as looptijd_dagen,
        sum(met_norm) as met_norm,
        sum(binnen_norm) as binnen_norm,
        sum(lopend) as lopend,
        sum(tot_nu) as tot_nu,
        sum(tot_nu_dagen) as tot_nu_dagen,
        sum(vorig) as vorig,
        sum(vorig_dagen) as vorig_dagen
    from meting
    group by {{ rij | join(', ') }}
),

rijen as (
    {{ kubus('detail', ['gemeente_code', 'aanbieder_agb', 'productcode'], ['jaar', 'wet', 'zorg_begindatum'] + maten) }}
),

samengevat as (
    select
        {{ rij | join(', ') }},
        min(zorg_begindatum) as eerste_begindatum,
        cast(sum(uitgestroomd) as bigint) as uitgestroomd,
        cast(sum(looptijd_dagen) as bigint) as looptijd_dagen,
        cast(sum(met_norm) as bigint) as met_norm,
        cast(sum(binnen_norm) as bigint) as binnen_norm,
        cast(sum(lopend) as bigint) as lopend,
        cast(sum(tot_nu) as bigint) as tot_nu,
        cast(sum(tot_nu_dagen) as bigint) as tot_nu_dagen,
        cast(sum(vorig) as bigint) as vorig,
        cast(sum(vorig_dagen) as bigint) as vorig_dagen
    from rijen
    group by {{ rij | join(', ') }}
),

gemiddeld as (
    select
        samengevat.*,
        {{ als_double('looptijd_dagen') }} / nullif(uitgestroomd, 0) as gem_looptijd_dagen,
        {{ als_double('tot_nu_dagen') }} / nullif(tot_nu, 0) as gem_looptijd_tot_nu_dagen,
        {{ als_double('vorig_dagen') }} / nullif(vorig, 0) as gem_looptijd_tot_nu_vorig_jaar_dagen
    from samengevat
    where
        uitgestroomd > 0
        or tot_nu > 0
)

select
    gemiddeld.jaar,
    gemiddeld.wet,
    gemiddeld.gemeente_code,
    gemiddeld.aanbieder_agb,
    gemiddeld.productcode,
    gemiddeld.uitgestroomd as uitgestroomd_aantal,
    gemiddeld.gem_looptijd_dagen,
    -- the total over products has no norm of its own
    product.normlooptijd_dagen,
    gemiddeld.gem_looptijd_dagen - product.normlooptijd_dagen as verschil_norm_dagen,
    gemiddeld.binnen_norm as binnen_norm_volgens_plan_aantal,
    gemiddeld.met_norm as uitgestroomd_met_norm_aantal,
    {{ percentage('gemiddeld.binnen_norm', 'gemiddeld.met_norm') }} as binnen_norm_volgens_plan_pct,
    gemiddeld.lopend as lopend_aantal,
    gemiddeld.tot_nu as tot_nu_aantal,
    gemiddeld.gem_looptijd_tot_nu_dagen,
    {{ als_gedekt(begin_vorig_jaar('kalender.eerste_dag'), 'gemiddeld.gem_looptijd_tot_nu_vorig_jaar_dagen') }}
        as gem_looptijd_tot_nu_vorig_jaar_dagen,
    kalender.is_voorlopig as voorlopig,
    {{ is_onvolledig(vroegste('gemiddeld.eerste_begindatum', 'kalender.eerste_dag')) }} as onvolledig
from gemiddeld
inner join {{ ref('dim_jaar') }} as kalender on gemiddeld.jaar = kalender.jaar
{{ met_dekking('gemiddeld') }}
left join {{ ref('dim_product') }} as product
    on
        gemiddeld.wet = product.wet
        and gemiddeld.productcode = product.productcode
