select
    regel,
    wet,
    berichttypen,
    niveau,
    ernst,
    stelling,
    eigenaar,
    remedie,
    status,
    toelichting,
    populatie,
    retourcode,
    bron
from {{ ref('regel_register') }}
