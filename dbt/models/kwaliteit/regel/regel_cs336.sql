select
    {{ bevinding_kop('CS336', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Reden wijziging ' || record.reden_wijziging || ' is vervallen sinds '
    || {{ waarde_in_zin('reden.geldig_tot') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_toegewezen') }} as record
inner join {{ ref('reden_wijziging') }} as reden
    on
        record.wet = reden.wet
        and record.reden_wijziging = reden.code
        and reden.is_historisch
