select
    {{ bevinding_kop('OP344/IV093', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Het 301 van ' || {{ waarde_in_zin('record.dagtekening') }}
    || ' honoreert een verzoek om wijziging, maar deze toewijzing draagt niet de ReferentieAanbieder daarvan'
        as omschrijving,
    record.dagtekening
from {{ ref('int_record_honorering') }} as record
where not record.heeft_referentie
