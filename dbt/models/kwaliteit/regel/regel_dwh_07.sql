select
    {{ bevinding_kop('DWH-07', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Reden beëindiging ' || {{ waarde_in_zin('record.reden_beeindiging') }}
    || ' bestaat niet in de codelijst van de ' || record.wet as omschrijving,
    record.dagtekening
from {{ ref('int_record_regie') }} as record
left join {{ ref('reden_beeindiging') }} as reden
    on
        record.wet = reden.wet
        and record.reden_beeindiging = reden.code
where
    record.soort = 'stop'
    and record.is_actueel
    and record.is_nieuw
    and reden.code is null
