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
    bron,
    dekking_datum
from {{ ref('regel_register') }}
