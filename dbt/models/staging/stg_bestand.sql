select
    bestand_id,
    pad,
    lid,
    bytes
from {{ source('raw', 'bestand') }}
where status = 'geladen'
