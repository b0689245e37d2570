select
    {{ bevinding_kop('CS003', 'record') }},
    {{ record_sleutel('record') }} as sleutel,
    'Einddatum '
    || {{ waarde_in_zin('record.einddatum') }}
    || ' ligt vóór ingangsdatum '
    || {{ waarde_in_zin('record.ingangsdatum') }}
        as omschrijving,
    record.dagtekening
from {{ ref('int_record_product') }} as record
where record.einddatum < record.ingangsdatum
