select
    {{ bevinding_kop('TR387/TR388/OP368', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Productperiode ' || {{ waarde_in_zin('record.periode_begindatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.periode_einddatum') }}
    || ' is korter dan de maand voor zover de toewijzing loopt, van '
    || {{ waarde_in_zin('record.toewijzing_ingangsdatum') }}
    || ' tot en met ' || {{ waarde_in_zin('record.toewijzing_einddatum') }} as omschrijving,
    record.dagtekening,
    record.periode_begindatum as dekking_datum
from {{ ref('int_geldige_prestatie') }} as record
where
    record.is_op_toewijzing
    and (
        (
            record.periode_begindatum > {{ begin_van('month', 'record.periode_begindatum') }}
            and record.periode_begindatum > record.toewijzing_ingangsdatum
        )
        or record.periode_einddatum < {{ vroegste(
            laatste_dag_van_maand('record.periode_begindatum'), 'record.toewijzing_einddatum'
        ) }}
    )
