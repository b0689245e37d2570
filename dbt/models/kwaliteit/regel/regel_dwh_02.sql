select
    {{ bevinding_kop('DWH-02', 'actief') }},
    actief.soort || ' '
    || case
        when actief.soort = 'start' then {{ levering_kenmerk('actief') }} else {{ stop_kenmerk('actief') }}
    end as sleutel,
    'Bericht noemt ingangsdatum ' || {{ waarde_in_zin('actief.toewijzing_ingangsdatum') }}
    || ', de toewijzing gaat in op ' || {{ waarde_in_zin('toewijzing.ingangsdatum') }} as omschrijving,
    actief.dagtekening
from {{ ref('int_regie_actief') }} as actief
inner join {{ ref('int_geldige_toewijzing') }} as toewijzing
    on actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    actief.toewijzing_ingangsdatum <> toewijzing.ingangsdatum
