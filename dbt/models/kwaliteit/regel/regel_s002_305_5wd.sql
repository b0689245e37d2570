-- the contract's norm knows no later beginning for a toewijzing that came after the start
with aanlevering as (
    select record.* -- noqa: AM04
    from {{ ref('int_record_regie') }} as record
    where
        record.wet = 'Jw'
        and record.soort = 'start'
        and record.is_nieuw
),

te_laat as (
    {{ later_dan_termijn('aanlevering', '305_5WD', 'begindatum') }}
)

select
    {{ bevinding_kop('S002-305-5WD', 'te_laat') }},
    {{ waarde_in_zin('te_laat.positie') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('te_laat.begindatum') }}
    || ' is gemeld op ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || ': na ' || te_laat.werkdagen_zin as omschrijving,
    te_laat.dagtekening,
    te_laat.begindatum as dekking_datum
from te_laat
