select distinct
    wet,
    gemeente_code,
    segment,
    methode,
    geldig_van,
    geldig_tot
from {{ source('raw', 'ref_betaalwijze') }}
