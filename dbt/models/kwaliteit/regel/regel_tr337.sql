select
    {{ bevinding_kop('TR337/TR376/OP355', 'record', heeft_toewijzing=false) }},
    'declaratie-antwoord' as sleutel,
    'Er is geen 323 bekend met de identificatie en het declaratienummer van dit 325' as omschrijving,
    record.dagtekening,
    coalesce(record.declaratie_dagtekening, record.dagtekening) as dekking_datum
from {{ ref('int_record_declaratie_antwoord') }} as record
where
    not record.heeft_declaratie
