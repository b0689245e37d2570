-- a client in a month with the zorgdagen (A7) and what they cost, where they have a price; exact to ten places, so
-- that a total does not depend on the order of adding
with zorgmaand as (
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.productcode,
        periode.client_id,
        periode.persoon,
        maand.maand,
        maand.laatste_dag,
        {{ dagen_in_maand('periode') }} as zorgdagen,
        0 as zorgdagen_met_prijs,
        cast(0 as decimal(28, 10)) as realisatie_eur
    from {{ ref('int_zorgperiode') }} as periode
    inner join {{ ref('dim_maand') }} as maand
        on
            periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
            and maand.is_volledig
),

prijsmaand as (
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.productcode,
        periode.client_id,
        periode.persoon,
        maand.maand,
        maand.laatste_dag,
        0 as zorgdagen,
        {{ dagen_in_maand('periode') }} as zorgdagen_met_prijs,
        cast(
            {{ als_double(dagen_in_maand('periode') ~ ' * periode.prijs_eur') }} / periode.normlooptijd_dagen
            as decimal(28, 10)
        ) as realisatie_eur
    from {{ ref('int_zorgperiode_prijs') }} as periode
    inner join {{ ref('dim_maand') }} as maand
        on
            periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
            and maand.is_volledig
),

dagen as (
    select *
    from zorgmaand
    union all
    select *
    from prijsmaand
),

geval as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        client_id,
        -- without a Bsn each levering stands alone
        persoon,
        maand,
        laatste_dag as geteld_op,
        cast(sum(zorgdagen) as integer) as zorgdagen,
        cast(sum(zorgdagen_met_prijs) as integer) as zorgdagen_met_prijs,
        cast(sum(realisatie_eur) as decimal(28, 10)) as realisatie_eur
    from dagen
    group by wet, gemeente_code, aanbieder_agb, productcode, client_id, persoon, maand, laatste_dag
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
