select
    stand,
    bevinding_id,
    regel,
    wet,
    gemeente_code,
    aanbieder_agb,
    bericht_id,
    identificatie,
    toewijzingnummer,
    omschrijving,
    dagtekening,
    status,
    eerst_gezien,
    open_sinds,
    laatst_gezien,
    hersteld_op
from {{ ref('stg_vorig_verloop') }}
