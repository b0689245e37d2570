select
    {{ bevinding_kop('OP186', 'versie') }},
    {{ versie_sleutel('versie') }} as sleutel,
    'Einddatum ' || {{ waarde_in_zin('versie.einddatum') }}
    || ' (was ' || {{ waarde_in_zin('versie.vorige_einddatum') }}
    || ') ligt vóór toewijzingsdatum ' || {{ waarde_in_zin('versie.toewijzingsdatum') }} as omschrijving,
    versie.dagtekening,
    versie.ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_wijziging') }} as versie
where
    versie.versie_nr > 1
    and versie.einddatum < versie.toewijzingsdatum
    -- an open toewijzing that is ended in the past was shortened too
    and coalesce(versie.einddatum < versie.vorige_einddatum, true)
    and not versie.is_verwijderd
    and not versie.meldt_verwijdering
