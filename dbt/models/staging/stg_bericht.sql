{{ config(materialized='table') }}

select
    bericht_id,
    bestand_id,
    wet,
    berichttype,
    heentype,
    is_retour,
    vraagt_retour,
    versie,
    inhoud_hash,
    afzender,
    ontvanger,
    gemeente_code,
    aanbieder_agb,
    identificatie,
    dagtekening,
    identificatie_retour,
    dagtekening_retour,
    bekend_datum,
    declaratie_identificatie,
    declaratie_dagtekening
from {{ ref('stg_bericht_bekend') }}
where volgorde = 1
