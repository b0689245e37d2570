select
    regel,
    wet,
    berichttypen,
    niveau,
    ernst,
    stelling,
    eigenaar,
    aan_zet,
    remedie,
    is_herstelbaar,
    status,
    toelichting,
    populatie,
    retourcode,
    bron
from {{ ref('regel_register') }}
