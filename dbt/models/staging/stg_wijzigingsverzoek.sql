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
    record.client_id,
    record.referentie_aanbieder,
    record.reden_verzoek
{{ van_bekend_record('b317_verzoek') }}
