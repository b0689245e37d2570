select
    interventie,
    kpi,
    wet,
    coalesce(zorgterrein, 'ALLE') as zorgterrein,
    coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb,
    start_datum,
    max(eind_datum) as eind_datum,
    max(verwacht) as richting,
    -- of two lines about one intervention the last words, in one order on every engine
    nullif(max({{ ongemaskeerd('omschrijving') }}), '') as omschrijving,
    nullif(max({{ ongemaskeerd('eigenaar') }}), '') as eigenaar,
    nullif(max({{ ongemaskeerd('status') }}), '') as status
from {{ ref('stg_interventie') }}
where kpi is not null
group by interventie, kpi, wet, coalesce(zorgterrein, 'ALLE'), coalesce(aanbieder_agb, 'ALLE'), start_datum
