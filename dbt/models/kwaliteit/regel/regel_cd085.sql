select
    {{ bevinding_kop('CD085/CD086', 'record', heeft_toewijzing=false) }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Antwoord ' || {{ waarde_in_zin('record.verzoek_antwoord') }} || ' heeft als reden afwijzing: '
    || {{ waarde_in_zin('record.reden_afwijzing') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_antwoord') }} as record
inner join {{ ref('verzoek_antwoord') }} as lijst on record.verzoek_antwoord = lijst.code
where (lijst.besluit is not null) <> (record.reden_afwijzing is not null)
