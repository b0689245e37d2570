{{ config(materialized='view') }}

select
    bericht.bericht_id,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    bestand.bytes
from {{ ref('int_bericht') }} as bericht
inner join {{ ref('stg_bericht') }} as bron on bericht.bericht_id = bron.bericht_id
inner join {{ ref('stg_bestand') }} as bestand on bron.bestand_id = bestand.bestand_id
where bericht.is_geaccepteerd
