select
    {{ bevinding_kop('OP364', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' is gedeclareerd terwijl er geen levering bekend is die daarin valt' as omschrijving,
    record.dagtekening,
    record.toewijzing_ingangsdatum as dekking_datum
from {{ ref('int_geldige_prestatie') }} as record
where
    record.is_op_toewijzing
    and not exists (
        select 1
        from {{ ref('int_levering') }} as levering
        where
            levering.toewijzing_sleutel = record.toewijzing_sleutel
            and levering.begindatum <= record.periode_einddatum
            and coalesce(levering.einddatum_zorg >= record.periode_begindatum, true)
    )
