select
    {{ bevinding_kop('TR371', 'record', heeft_toewijzing=false) }},
    'declaratie-antwoord' as sleutel,
    'Het 325 noemt XSD-versie ' || {{ waarde_in_zin('record.basisschema_xsd_versie_declaratie') }}
    || ' en ' || {{ waarde_in_zin('record.bericht_xsd_versie_declaratie') }}
    || ', het 323 had ' || {{ waarde_in_zin('record.basisschema_xsd_versie') }}
    || ' en ' || {{ waarde_in_zin('record.bericht_xsd_versie') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_declaratie_antwoord') }} as record
where
    record.basisschema_xsd_versie_declaratie <> record.basisschema_xsd_versie
    or record.bericht_xsd_versie_declaratie <> record.bericht_xsd_versie
