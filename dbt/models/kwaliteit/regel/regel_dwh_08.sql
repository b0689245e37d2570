select
    {{ bevinding_kop('DWH-08', 'stop_actief') }},
    {{ levering_kenmerk('stop_actief') }} as sleutel,
    'Levering ligt sinds ' || {{ waarde_in_zin('stop_actief.einddatum') }}
    || ' stil zonder herstart of definitieve stop' as omschrijving,
    stop_actief.dagtekening,
    stop_actief.einddatum as dekking_datum
from {{ ref('int_levering') }} as levering
inner join {{ ref('int_stop_actief') }} as stop_actief
    on
        levering.levering_sleutel = stop_actief.levering_sleutel
        and levering.einddatum_zorg = stop_actief.einddatum
        and stop_actief.is_tijdelijk
cross join {{ ref('int_instelling') }} as instelling
where
    levering.status = 'onderbroken'
    and not levering.is_verwijderd
    and {{ dagen_tussen('stop_actief.einddatum', 'instelling.peildatum') }}
    > cast({{ parameter('onderbreking_max_dagen') }} as integer)
