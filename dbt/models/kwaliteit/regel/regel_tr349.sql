select
    {{ bevinding_kop('TR349/OP308', 'toewijzing') }},
    {{ waarde_in_zin('toewijzing.positie') }} as sleutel,
    'Het verzoek om wijziging van ' || {{ waarde_in_zin('toewijzing.dagtekening') }}
    || ' noemt de toewijzing van ' || {{ waarde_in_zin('toewijzing.ingangsdatum') }}
    || ' tot en met ' || {{ waarde_in_zin('toewijzing.einddatum') }} || ' niet' as omschrijving,
    toewijzing.dagtekening,
    toewijzing.ingangsdatum as dekking_datum
from {{ ref('int_wijzigingsverzoek_toewijzing') }} as toewijzing
where not toewijzing.is_genoemd
