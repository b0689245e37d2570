select
    aanlevering_id,
    aanbieder_agb,
    regel,
    kolom,
    reden
from {{ ref('int_aanleverfout') }}
