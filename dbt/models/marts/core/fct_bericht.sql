select
    bericht_id,
    wet,
    berichttype,
    versie,
    afzender,
    ontvanger,
    gemeente_code,
    aanbieder_agb,
    identificatie,
    dagtekening,
    retour_status
from {{ ref('int_bericht') }}
