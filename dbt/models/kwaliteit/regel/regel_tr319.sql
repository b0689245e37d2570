select
    {{ bevinding_kop('TR319/OP280', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' eindigt na de declaratieperiode, die tot en met '
    || {{ waarde_in_zin('record.declaratie_periode_einddatum') }} || ' loopt' as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_prestatie') }} as record
where
    record.periode_einddatum > record.declaratie_periode_einddatum
