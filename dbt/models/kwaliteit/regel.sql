select
    regel,
    wet,
    berichttypen,
    niveau,
    ernst,
    {{ ingevuld('stelling', ['onderbreking_max_dagen', 'restrecht_dagen']) }} as stelling,
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
