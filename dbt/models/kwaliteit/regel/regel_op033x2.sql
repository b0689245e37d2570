select
    {{ bevinding_kop('OP033x2/CS058', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Status aanlevering ' || {{ waarde_in_zin('record.status_aanlevering') }}
    || ' mag niet: alleen 1 of 3' as omschrijving,
    record.dagtekening
from {{ ref('int_record_regie') }} as record
where
    not record.is_nieuw
    and not record.is_verwijdering
