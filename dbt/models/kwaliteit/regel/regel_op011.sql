select
    {{ bevinding_kop('OP011/TR134', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Bericht van ' || {{ waarde_in_zin('record.dagtekening') }}
    || case
        when record.soort = 'start' then ' meldt al een begin op ' || {{ waarde_in_zin('record.begindatum') }}
        else ' meldt al een einde op ' || {{ waarde_in_zin('record.einddatum') }}
    end as omschrijving,
    record.dagtekening
from {{ ref('int_record_regie') }} as record
where
    record.is_actueel
    and record.is_nieuw
    and case when record.soort = 'start' then record.begindatum else record.einddatum end > record.dagtekening
