select
    kpi,
    wet,
    perceel,
    zorgterrein,
    geldig_van,
    geldig_tot,
    norm,
    bandbreedte,
    richting,
    bron
from {{ ref('stg_norm') }}
