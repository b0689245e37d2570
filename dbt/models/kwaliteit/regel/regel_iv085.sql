select
    {{ bevinding_kop('IV085', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Gecrediteerd op ' || {{ waarde_in_zin('record.dagtekening') }} || case
        when record.eerste_antwoord_datum is null then ', terwijl er geen 325 over de debetprestatie bekend is'
        else ', vóór het 325 van ' || {{ waarde_in_zin('record.eerste_antwoord_datum') }}
    end as omschrijving,
    record.dagtekening,
    case when record.eerste_antwoord_datum is null then record.periode_begindatum end as dekking_datum
from {{ ref('int_credit') }} as record
where
    record.heeft_debet
    and not record.heeft_debet_in_bericht
    and coalesce(record.eerste_antwoord_datum > record.dagtekening, true)
