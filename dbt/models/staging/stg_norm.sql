select distinct
    kpi,
    wet,
    perceel,
    zorgterrein,
    geldig_van,
    geldig_tot,
    {{ als_double('norm') }} as norm,
    {{ als_double('bandbreedte') }} as bandbreedte,
    richting,
    bron
from {{ source('raw', 'ref_normen') }}
