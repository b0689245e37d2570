with eerder as (
    select
        start_actief.levering_sleutel,
        max(stop_actief.einddatum) as einddatum
    from {{ ref('int_start_actief') }} as start_actief
    inner join {{ ref('int_stop_actief') }} as stop_actief
        on
            start_actief.toewijzing_sleutel = stop_actief.toewijzing_sleutel
            and start_actief.begindatum > stop_actief.begindatum
            and start_actief.begindatum <= stop_actief.einddatum
    group by start_actief.levering_sleutel
)

select
    {{ bevinding_kop('DWH-05', 'start_actief') }},
    {{ levering_kenmerk('start_actief') }} as sleutel,
    'Herstart per ' || {{ waarde_in_zin('start_actief.begindatum') }}
    || ' begint niet na het vorige einde op ' || {{ waarde_in_zin('eerder.einddatum') }} as omschrijving,
    start_actief.dagtekening,
    start_actief.begindatum as dekking_datum
from {{ ref('int_start_actief') }} as start_actief
inner join eerder on start_actief.levering_sleutel = eerder.levering_sleutel
