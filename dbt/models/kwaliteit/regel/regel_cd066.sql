select
    {{ bevinding_kop('CD066/CD067/CD068', 'record', heeft_toewijzing=false) }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Verwijzer van type ' || {{ waarde_in_zin('record.verwijzer_type') }} || ' heeft '
    || case
        when not verwijzer.heeft_zorgverlener then 'een zorgverlenercode'
        when record.heeft_verwijzer_code then 'zowel een zorgverlenercode als een naam'
        else 'geen zorgverlenercode en geen naam'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_record_aangevraagd') }} as record
inner join {{ ref('verwijzer') }} as verwijzer on record.verwijzer_type = verwijzer.code
where
    (verwijzer.heeft_zorgverlener and record.heeft_verwijzer_code = record.heeft_verwijzer_naam)
    or (not verwijzer.heeft_zorgverlener and record.heeft_verwijzer_code)
