select
    interventie,
    kpi,
    wet,
    coalesce(zorgterrein, 'ALLE') as zorgterrein,
    coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb,
    start_datum,
    max(eind_datum) as eind_datum,
    max(verwacht) as richting
from {{ ref('stg_interventie') }}
where kpi is not null
group by interventie, kpi, wet, coalesce(zorgterrein, 'ALLE'), coalesce(aanbieder_agb, 'ALLE'), start_datum
