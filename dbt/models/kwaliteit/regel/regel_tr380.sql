select
    {{ bevinding_kop('TR380', 'record', heeft_toewijzing=false) }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Gewenste ingangsdatum ' || {{ waarde_in_zin('record.gewenste_ingangsdatum') }}
    || ' van een nieuw product ligt niet na ' || {{ waarde_in_zin('record.dagtekening') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_nieuw') }} as record
where record.gewenste_ingangsdatum <= record.dagtekening
