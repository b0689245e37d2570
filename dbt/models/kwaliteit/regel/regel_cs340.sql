select
    {{ bevinding_kop('CS340/CS337/OP367', 'record') }},
    record.onderdeel as sleutel,
    case when record.is_declaratieperiode then 'Declaratieperiode ' else 'Productperiode ' end
    || {{ waarde_in_zin('record.begindatum') }} || ' tot en met ' || {{ waarde_in_zin('record.einddatum') }}
    || case
        when record.is_declaratieperiode then ' is niet precies een kalendermaand'
        else ' valt niet binnen een kalendermaand'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_declaratie_periode') }} as record
where
    record.einddatum > {{ laatste_dag_van_maand('record.begindatum') }}
    or (
        record.is_declaratieperiode
        and (
            record.begindatum <> {{ begin_van('month', 'record.begindatum') }}
            or record.einddatum <> {{ laatste_dag_van_maand('record.begindatum') }}
        )
    )
