select
    {{ bevinding_kop('DWH-01', 'start_actief') }},
    {{ levering_kenmerk('start_actief') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('start_actief.begindatum') }}
    || ' ligt buiten de toegewezen periode van ' || {{ waarde_in_zin('toewijzing.ingangsdatum') }}
    || case
        when toewijzing.einddatum is null then ' zonder einddatum'
        else ' tot en met ' || {{ waarde_in_zin('toewijzing.einddatum') }}
    end as omschrijving,
    start_actief.dagtekening,
    start_actief.begindatum as dekking_datum
from {{ ref('int_start_actief') }} as start_actief
inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
    on start_actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    start_actief.begindatum < toewijzing.ingangsdatum
    or start_actief.begindatum > toewijzing.einddatum
