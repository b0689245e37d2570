select
    record.bericht_id,
    bericht.wet,
    bericht.gemeente_code,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb,
    bericht.aanbieder_agb_nu,
    bericht.identificatie,
    bericht.dagtekening,
    record.declaratienummer,
    {{ lees_datum('record.declaratie_periode_begindatum') }} as periode_begindatum,
    {{ lees_datum('record.declaratie_periode_einddatum') }} as periode_einddatum,
    {{ lees_datum('record.declaratie_dagtekening') }} as declaratie_dagtekening,
    {{ lees_eurocent('record.totaal_ingediend_bedrag') }} as totaal_ingediend_bedrag_eur,
    record.totaal_ingediend_debet_credit,
    kop.basisschema_xsd_versie,
    kop.bericht_xsd_versie
from {{ source('raw', 'b323_declaratie') }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
inner join {{ source('raw', 'bericht') }} as kop
    on
        bericht.bericht_id = kop.bericht_id
        and bericht.bestand_id = kop.bestand_id
