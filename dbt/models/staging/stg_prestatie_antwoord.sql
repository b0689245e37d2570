select
    record.bericht_id,
    record.positie,
    record.referentienummer,
    record.debet_credit
{{ van_bekend_record('b325_prestatie') }}
