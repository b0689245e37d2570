select
    record.bericht_id,
    record.positie,
    bericht.wet,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb_nu,
    bericht.dagtekening,
    record.referentie_aanbieder,
    record.verzoek_antwoord
from {{ source('raw', 'b319_antwoord') }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
