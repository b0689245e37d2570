select
    {{ bevinding_kop('TR384', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' is gedeclareerd op een verwijderde toewijzing' as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_prestatie') }} as record
where
    record.is_verwijderd
