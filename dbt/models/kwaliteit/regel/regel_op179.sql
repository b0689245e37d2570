select
    {{ bevinding_kop('OP179', 'bestand', heeft_toewijzing=false) }},
    'bestand' as sleutel,
    'Het berichtbestand is ' || {{ waarde_in_zin('bestand.bytes') }} || ' bytes groot, meer dan 25 MB' as omschrijving,
    bestand.dagtekening
from {{ ref('int_bestandsgrootte') }} as bestand
where bestand.bytes > cast({{ parameter('bestand_max_bytes') }} as bigint)
