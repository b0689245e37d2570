select
    {{ bevinding_kop('TR137', 'record') }},
    record.onderdeel as sleutel,
    case
        when record.einddatum < record.begindatum
            then
                'Einddatum ' || {{ waarde_in_zin('record.einddatum') }}
                || ' ligt vóór begindatum ' || {{ waarde_in_zin('record.begindatum') }}
        else
            'Einddatum ' || {{ waarde_in_zin('record.einddatum') }}
            || ' ligt na de dagtekening ' || {{ waarde_in_zin('record.dagtekening') }}
    end as omschrijving,
    record.dagtekening
from {{ ref('int_declaratie_periode') }} as record
where
    record.einddatum < record.begindatum
    or record.einddatum > record.dagtekening
