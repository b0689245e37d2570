select
    record.bericht_id,
    bericht.wet,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb,
    bericht.aanbieder_agb_nu,
    bericht.identificatie,
    bericht.dagtekening,
    record.declaratienummer
from {{ source('raw', 'b323_declaratie') }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
