select
    {{ bevinding_kop('TR335/OP354', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' eindigt te lang voor de dagtekening van de declaratie, '
    || {{ waarde_in_zin('record.declaratie_dagtekening') }} as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_prestatie') }} as record
where
    record.declaratie_dagtekening > {{ jaar_plus(
        'record.periode_einddatum', 'cast(' ~ parameter('declaratie_jaren') ~ ' as integer)'
    ) }}
