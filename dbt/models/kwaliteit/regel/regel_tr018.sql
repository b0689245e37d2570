select
    {{ bevinding_kop('TR018', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Einddatum ' || {{ waarde_in_zin('record.einddatum') }}
    || ' ligt vóór begindatum ' || {{ waarde_in_zin('record.begindatum') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_regie') }} as record
where
    record.soort = 'stop'
    and record.is_actueel
    and record.is_nieuw
    and record.einddatum < record.begindatum
