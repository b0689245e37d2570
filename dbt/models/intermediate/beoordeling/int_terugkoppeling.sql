select
    bevinding_id,
    status
from {{ ref('stg_terugkoppeling') }}
