-- one price a day: intervals of one provider and product do not overlap
with opeenvolgend as (
    select
        geldig_van,
        geldig_tot,
        lead(geldig_van) over (partition by wet, aanbieder_agb, productcode order by geldig_van) as volgende_geldig_van
    from {{ ref('int_prijs') }}
)

select *
from opeenvolgend
where
    geldig_tot < geldig_van
    or geldig_tot >= volgende_geldig_van
