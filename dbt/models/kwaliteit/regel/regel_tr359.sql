select
    {{ bevinding_kop('TR359', 'antwoord', heeft_toewijzing=false) }},
    {{ waarde_in_zin('antwoord.positie') }} as sleutel,
    'Antwoord van ' || {{ waarde_in_zin('antwoord.dagtekening') }} || ' volgt op de toewijzing van '
    || {{ waarde_in_zin('antwoord.toegekend_datum') }} || ' met dezelfde ReferentieAanbieder' as omschrijving,
    antwoord.dagtekening
from {{ ref('int_antwoord_verzoek') }} as antwoord
where antwoord.toegekend_datum < antwoord.dagtekening
