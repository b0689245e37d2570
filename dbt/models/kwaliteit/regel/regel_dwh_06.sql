select
    {{ bevinding_kop('DWH-06', 'stop_actief') }},
    {{ stop_kenmerk('stop_actief') }} as sleutel,
    'Stop met reden ' || {{ waarde_in_zin('stop_actief.reden_beeindiging') }}
    || ', bij wijziging ' || {{ waarde_in_zin('toewijzing.reden_wijziging') }} || ' van de toewijzing hoort '
    || {{ waarde_in_zin('toewijzing.verwachte_reden_beeindiging') }} as omschrijving,
    stop_actief.dagtekening
from {{ ref('int_stop_actief') }} as stop_actief
inner join {{ ref('int_toewijzing') }} as toewijzing
    on stop_actief.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    not stop_actief.is_tijdelijk
    and not toewijzing.is_verwijderd
    and stop_actief.reden_beeindiging <> toewijzing.verwachte_reden_beeindiging
