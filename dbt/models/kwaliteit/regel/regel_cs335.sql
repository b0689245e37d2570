select
    {{ bevinding_kop('CS335', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Verwijderd met reden ' || record.reden_wijziging || ', maar einddatum ' || {{ waarde_in_zin('record.einddatum') }}
    || ' is niet de ingangsdatum ' || {{ waarde_in_zin('record.ingangsdatum') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_toegewezen') }} as record
inner join {{ ref('reden_wijziging') }} as reden
    on
        record.wet = reden.wet
        and record.reden_wijziging = reden.code
        and reden.is_verwijdering
        and not reden.is_historisch
where {{ verschilt('record.einddatum', 'record.ingangsdatum') }}
