select
    bericht_id,
    wet,
    berichttype,
    versie,
    afzender,
    ontvanger,
    gemeente_code,
    aanbieder_agb,
    gemeente_code_nu,
    aanbieder_agb_nu,
    identificatie,
    dagtekening,
    retour_status
from {{ ref('int_bericht') }}
