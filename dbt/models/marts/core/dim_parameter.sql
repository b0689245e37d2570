select
    parameter,
    waarde,
    omschrijving,
    bron
from {{ ref('parameter') }}
