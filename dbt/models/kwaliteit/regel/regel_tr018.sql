select
    {{ bevinding_kop('TR018', 'stop') }},
    {{ waarde_in_zin('stop.positie') }} as sleutel,
    'Einddatum ' || {{ datum_in_zin('stop.einddatum') }} || ' ligt vóór begindatum ' || {{ datum_in_zin('stop.begindatum') }}
    as omschrijving,
    stop.dagtekening
from {{ ref('int_record_stop') }} as stop
where stop.einddatum < stop.begindatum
