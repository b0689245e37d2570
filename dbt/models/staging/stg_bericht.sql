{{ config(materialized='table') }}

select
    bericht.bericht_id,
    bericht.bestand_id,
    bericht.wet,
    bericht.berichttype,
    bericht.heentype,
    bericht.is_retour,
    bericht.vraagt_retour,
    bericht.versie,
    bericht.inhoud_hash,
    bericht.afzender,
    bericht.ontvanger,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    coalesce(gemeente.code_nu, bericht.gemeente_code) as gemeente_code_nu,
    coalesce(aanbieder.code_nu, bericht.aanbieder_agb) as aanbieder_agb_nu,
    -- successions between the code in the message and the code of now
    coalesce(gemeente.opvolgingen_aantal, 0) as opvolgingen_aantal,
    bericht.identificatie,
    bericht.dagtekening,
    bericht.identificatie_retour,
    bericht.dagtekening_retour,
    bericht.bekend_datum,
    bericht.declaratie_identificatie,
    bericht.declaratie_dagtekening
from {{ ref('stg_bericht_bekend') }} as bericht
left join {{ ref('stg_opvolging') }} as gemeente
    on
        gemeente.soort = 'gemeente'
        and bericht.gemeente_code = gemeente.oude_code
left join {{ ref('stg_opvolging') }} as aanbieder
    on
        aanbieder.soort = 'aanbieder'
        and bericht.aanbieder_agb = aanbieder.oude_code
where bericht.volgorde = 1
