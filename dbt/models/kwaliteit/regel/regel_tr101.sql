select
    {{ bevinding_kop('TR101', 'sleutel_in_bericht') }},
    sleutel_in_bericht.klasse || ' ' || {{ waarde_in_zin('sleutel_in_bericht.eerste_positie') }} as sleutel,
    'Hetzelfde ' || sleutel_in_bericht.klasse || ' staat ' || {{ waarde_in_zin('sleutel_in_bericht.records_aantal') }}
    || ' keer in dit bericht' as omschrijving,
    sleutel_in_bericht.dagtekening
from {{ ref('int_logische_sleutel') }} as sleutel_in_bericht
where sleutel_in_bericht.records_aantal > 1
