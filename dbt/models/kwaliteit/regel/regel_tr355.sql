select
    {{ bevinding_kop('TR355', 'antwoord', heeft_toewijzing=false) }},
    {{ waarde_in_zin('antwoord.positie') }} as sleutel,
    'Bij het antwoord van ' || {{ waarde_in_zin('antwoord.dagtekening') }}
    || ' is geen verzoek met deze ReferentieAanbieder bekend' as omschrijving,
    antwoord.dagtekening,
    antwoord.dagtekening as dekking_datum
from {{ ref('int_antwoord_verzoek') }} as antwoord
where
    antwoord.verzoek_datum is null
    -- the request may be one of which a person was left out
    and not antwoord.is_misschien_vergeten
