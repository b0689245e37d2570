select
    {{ bevinding_kop('TR002/CS139', 'record', heeft_toewijzing=false) }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when record.is_ouder_120_jaar then 'De geboortedatum ligt meer dan 120 jaar voor de dagtekening'
        else 'De geboortedatum is als onbekend gemeld maar toch gevuld'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_record_client') }} as record
where
    not record.is_geboorte_onbekend
    and (
        record.is_ouder_120_jaar
        -- the month is only left out of a date that may not be used: it is unknown, and so has to be 1900-01-01
        or (not record.is_ouder_120_jaar and record.geboorte_datum_gebruik is not null and record.geboortemaand is null)
    )
