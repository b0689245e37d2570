select distinct
    wet,
    gemeente_code,
    {{ lees_datum('vanaf') }} as vanaf
from {{ source('raw', 'ref_dekking') }}
