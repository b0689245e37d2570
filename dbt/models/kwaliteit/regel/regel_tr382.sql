select
    {{ bevinding_kop('TR382/OP072/OP155', 'stop_actief') }},
    {{ stop_kenmerk('stop_actief') }} as sleutel,
    'Stop per ' || {{ waarde_in_zin('stop_actief.einddatum') }}
    || ' noemt een start per ' || {{ waarde_in_zin('stop_actief.begindatum') }}
    || ' die niet met dit nummer en product is gemeld' as omschrijving,
    stop_actief.dagtekening,
    stop_actief.begindatum as dekking_datum
from {{ ref('int_stop_actief') }} as stop_actief
left join {{ ref('int_start_actief') }} as start_actief
    on stop_actief.levering_sleutel = start_actief.levering_sleutel
where
    start_actief.levering_sleutel is null
