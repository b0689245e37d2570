select
    {{ bevinding_kop('TR366/TR367', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when record.is_gedeclareerd then 'De afgewezen prestatie heeft andere waarden dan in het 323'
        else 'De afgewezen prestatie staat niet in het 323'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_record_prestatie_antwoord') }} as record
where
    record.declaratie_bericht_id is not null
    and not record.is_gelijk
