-- a traject with care: in the year in which it ended, and in the year in which it began, with how long it is known to
-- last (A8). Ended is what has no follow-up within the gap on P; all else that began is followed up to P
with traject as (
    select
        traject.traject_id,
        traject.wet,
        traject.gemeente_code,
        traject.aanbieder_agb,
        traject.client_id,
        traject.productcode,
        traject.zorg_begindatum,
        traject.zorg_einddatum,
        instelling.peildatum,
        coalesce(
            {{ dag_plus('traject.zorg_einddatum', 'instelling.aansluit_dagen') }} <= instelling.peildatum, false
        ) as is_beeindigd,
        {{ dagen_tussen('traject.zorg_begindatum', 'traject.zorg_einddatum') }} + 1 as looptijd_dagen,
        {{ dagen_tussen('traject.zorg_begindatum', 'instelling.peildatum') }} + 1 as tot_nu_dagen
    from {{ ref('fct_traject') }} as traject
    cross join {{ ref('int_instelling') }} as instelling
    where
        traject.telt_mee
        -- with care: at least one levering
        and traject.zorg_begindatum <= instelling.peildatum
),

geval as (
    select
        'beëindigd' as soort,
        cast(extract(year from zorg_einddatum) as integer) as jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        client_id,
        traject_id,
        zorg_begindatum,
        zorg_einddatum,
        zorg_einddatum as geteld_op,
        true as in_noemer,
        false as is_begonnen,
        true as is_beeindigd,
        false as is_lopend,
        -- care that was to end before it began took no time
        case when looptijd_dagen > 0 then looptijd_dagen else 0 end as dagen,
        cast(null as integer) as gevolgd_dagen
    from traject
    where is_beeindigd
    union all
    select
        'begonnen' as soort,
        cast(extract(year from zorg_begindatum) as integer) as jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        client_id,
        traject_id,
        zorg_begindatum,
        zorg_einddatum,
        zorg_begindatum as geteld_op,
        false as in_noemer,
        true as is_begonnen,
        is_beeindigd,
        not is_beeindigd as is_lopend,
        cast(null as integer) as dagen,
        case
            when not is_beeindigd then tot_nu_dagen
            when looptijd_dagen > 0 then looptijd_dagen
            else 0
        end as gevolgd_dagen
    from traject
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
