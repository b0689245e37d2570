-- a record that ended in a month that is over, and whether it was measured; who works alone need not measure (K003-04)
with gemeten as (
    select distinct
        aanbieder_agb,
        persoon,
        datum_aanvang,
        hulpvorm
    from {{ ref('int_meting') }}
    where is_geldig
)

select
    {{ uitkomst_kolommen() }},
    uitkomst.maand,
    not uitkomst.is_solist as in_noemer,
    not uitkomst.is_solist
    and gemeten.persoon is not null as in_teller,
    case when uitkomst.is_solist then uitkomst.aanbieder_agb end as solist_agb
from {{ ref('int_uitkomst') }} as uitkomst
left join gemeten
    on
        uitkomst.aanbieder_agb = gemeten.aanbieder_agb
        and uitkomst.persoon = gemeten.persoon
        and uitkomst.datum_aanvang = gemeten.datum_aanvang
        and uitkomst.hulpvorm = gemeten.hulpvorm
where uitkomst.is_maand_volledig
