select
    {{ bevinding_kop('CS002/OP079', 'record', heeft_toewijzing=false) }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Het BSN van cliënt ' || {{ waarde_in_zin('record.positie') }} || ' in dit bericht voldoet niet aan de elfproef'
        as omschrijving,
    record.dagtekening
from {{ ref('int_record_client') }} as record
where not record.is_elfproef_ok
