select
    {{ bevinding_kop('TR323/OP360/TR390', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when record.heeft_debet then 'De debetprestatie is al eerder gecrediteerd'
        else 'Er is geen eerdere debetprestatie met dit vorige referentienummer die niet is afgekeurd'
    end as omschrijving,
    record.dagtekening,
    case when not record.heeft_debet then record.periode_begindatum end as dekking_datum
from {{ ref('int_credit') }} as record
where
    not record.heeft_debet
    or record.volgnummer > 1
