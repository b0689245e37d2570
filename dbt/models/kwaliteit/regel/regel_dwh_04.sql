select
    {{ bevinding_kop('DWH-04', 'stop_actief') }},
    {{ stop_kenmerk('stop_actief') }} as sleutel,
    'Einde van de levering op ' || {{ waarde_in_zin('stop_actief.einddatum') }}
    || ' ligt na het einde van de toewijzing op ' || {{ waarde_in_zin('toewijzing.einddatum') }} as omschrijving,
    stop_actief.dagtekening,
    stop_actief.einddatum as dekking_datum
from {{ ref('int_stop_actief') }} as stop_actief
inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
    on stop_actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    stop_actief.einddatum > toewijzing.einddatum
