select
    {{ bevinding_kop('TR071', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('record.begindatum') }}
    || ' is verwijderd terwijl er nog een stop bij hoort' as omschrijving,
    record.dagtekening,
    record.begindatum as dekking_datum
from {{ ref('int_record_regie') }} as record
where
    record.soort = 'start'
    and record.is_verwijdering
    and exists (
        select 1
        from {{ ref('int_stop_actief') }} as stop_actief
        where
            stop_actief.levering_sleutel = record.levering_sleutel
            and stop_actief.dagtekening <= record.dagtekening
    )
