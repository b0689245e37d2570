select
    record.bericht_id,
    record.positie,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb_nu,
    bericht.dagtekening,
    bericht.identificatie,
    record.referentie_aanbieder,
    record.verzoek_antwoord,
    record.reden_afwijzing_verzoek as reden_afwijzing,
    record.woonplaatsbeginsel_gemeente_code as woonplaats_gemeente_code
from {{ source('raw', 'b319_antwoord') }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
