select
    bestand_id,
    bytes
from {{ source('raw', 'bestand') }}
where status = 'geladen'
