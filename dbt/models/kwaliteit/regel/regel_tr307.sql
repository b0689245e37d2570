select
    {{ bevinding_kop('TR307/TR308/OP279', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' valt buiten de toewijzing van ' || {{ waarde_in_zin('record.toewijzing_ingangsdatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.toewijzing_einddatum') }} as omschrijving,
    record.dagtekening,
    record.periode_begindatum as dekking_datum
from {{ ref('int_geldige_prestatie') }} as record
where
    record.is_op_toewijzing
    and (
        record.periode_begindatum < record.toewijzing_ingangsdatum
        or record.periode_einddatum > record.toewijzing_einddatum
    )
