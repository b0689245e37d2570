-- overlapping and touching leveringen become one period: a zorgdag counts once per client, provider and product (A7)
with levering as (
    -- distinct: equal periods have no order among themselves, and both windows below need one and the same
    select distinct
        levering.wet,
        levering.gemeente_code,
        levering.aanbieder_agb,
        levering.productcode,
        levering.zorgterrein,
        levering.segment,
        levering.client_id,
        -- without a Bsn nobody knows whether two leveringen are one person (A3): each stands alone
        coalesce(levering.client_id, levering.levering_sleutel) as persoon,
        levering.begindatum,
        case
            when levering.einddatum_effectief < instelling.peildatum then levering.einddatum_effectief
            else instelling.peildatum
        end as einddatum
    from {{ ref('int_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.telt_mee
        and not levering.is_verwijderd
),

gestart as (
    select *
    from levering
    where einddatum >= begindatum
),

genummerd as (
    {{ keten_nummers('gestart', ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode', 'persoon'], 1) }}
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    zorgterrein,
    segment,
    client_id,
    persoon,
    min(begindatum) as begindatum,
    max(einddatum) as einddatum
from genummerd
group by wet, gemeente_code, aanbieder_agb, productcode, zorgterrein, segment, client_id, persoon, keten_nr
