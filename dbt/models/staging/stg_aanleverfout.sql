select
    aanlevering_id,
    regel,
    kolom,
    reden
from {{ source('raw', 'uitkomst_fout') }}
