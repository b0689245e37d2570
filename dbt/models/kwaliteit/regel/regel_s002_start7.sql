select
    {{ bevinding_kop('S002-START7', 'start_actief') }},
    {{ levering_kenmerk('start_actief') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('start_actief.begindatum') }}
    || ' is voor het eerst gemeld op ' || {{ waarde_in_zin('start_actief.eerste_dagtekening') }}
    || ': na '
    || {{ waarde_in_zin(dagen_tussen('start_actief.begindatum', 'start_actief.eerste_dagtekening')) }}
    || ' dagen' as omschrijving,
    start_actief.dagtekening,
    start_actief.begindatum as dekking_datum
from {{ ref('int_start_actief') }} as start_actief
inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'START_7D'
where {{ dagen_tussen('start_actief.begindatum', 'start_actief.eerste_dagtekening') }} > termijn.norm_dagen
