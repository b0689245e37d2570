select
    record.bericht_id,
    record.positie,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    record.client_id,
    record.soort,
    coalesce(record.heeft_telefoon, false) as heeft_telefoon,
    coalesce(record.heeft_huisnummer, false) as heeft_huisnummer,
    record.pc4
{{ van_bekend_record('b301_contact') }}
