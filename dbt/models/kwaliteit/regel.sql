select
    regel,
    wet,
    berichttypen,
    niveau,
    ernst,
    stelling,
    eigenaar,
    remedie,
    is_herstelbaar,
    status,
    toelichting,
    populatie,
    retourcode,
    bron
from {{ ref('regel_register') }}
