-- a traject with care: in the year in which it flowed out, in each year in which it ran (K002-08), and as such in
-- the same part of the year before. First every year up to P, its first day and the last one measured
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
        traject.traject_id,
        traject.wet,
        traject.gemeente_code,
        traject.aanbieder_agb,
        traject.client_id,
        traject.productcode,
        traject.reden_beeindiging,
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
        peiljaar.peildag,
        coalesce(traject.zorg_einddatum >= peiljaar.peildag, true) as is_lopend,
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
        vorige_periode.peildag,
        {{ dagen_tussen('traject.zorg_begindatum', vroegste('traject.zorg_einddatum', 'vorige_periode.peildag')) }} + 1
            as dagen
    from traject
    inner join vorige_periode
        on
            traject.zorg_begindatum <= vorige_periode.peildag
            and coalesce(traject.zorg_einddatum >= vorige_periode.eerste_dag, true)
),

-- care that was to end before it began took no time: a duration never lies below 0
geval as (
    select
        'uitgestroomd' as soort,
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        traject_id,
        productcode,
        zorg_begindatum,
        zorg_einddatum,
        reden_beeindiging,
        zorg_einddatum as geteld_op,
        true as in_noemer,
        normlooptijd_dagen is not null as heeft_norm,
        is_volgens_plan and coalesce(dagen <= normlooptijd_dagen, false) as in_teller,
        false as is_lopend,
        false as is_tot_nu,
        true as is_dit_jaar,
        case when dagen > 0 then dagen else 0 end as looptijd_dagen,
        cast(null as integer) as tot_nu_dagen,
        cast(null as integer) as vorig_jaar_dagen
    from uitgestroomd
    union all
    select
        'tot nu' as soort,
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        traject_id,
        productcode,
        zorg_begindatum,
        zorg_einddatum,
        reden_beeindiging,
        {{ vroegste('zorg_einddatum', 'peildag') }} as geteld_op,
        false as in_noemer,
        false as heeft_norm,
        false as in_teller,
        is_lopend,
        true as is_tot_nu,
        true as is_dit_jaar,
        cast(null as integer) as looptijd_dagen,
        case when dagen > 0 then dagen else 0 end as tot_nu_dagen,
        cast(null as integer) as vorig_jaar_dagen
    from tot_nu
    union all
    select
        'tot nu vorig jaar' as soort,
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        client_id,
        traject_id,
        productcode,
        zorg_begindatum,
        zorg_einddatum,
        reden_beeindiging,
        {{ vroegste('zorg_einddatum', 'peildag') }} as geteld_op,
        false as in_noemer,
        false as heeft_norm,
        false as in_teller,
        false as is_lopend,
        false as is_tot_nu,
        false as is_dit_jaar,
        cast(null as integer) as looptijd_dagen,
        cast(null as integer) as tot_nu_dagen,
        case when dagen > 0 then dagen else 0 end as vorig_jaar_dagen
    from tot_nu_vorig_jaar
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
