select
    jaar,
    wet,
    gemeente_code,
    zorgterrein,
    begroting_eur
from {{ ref('stg_begroting') }}
