-- the start before it had no stop yet when this one was sent
with lopend as (
    select
        nieuw.levering_sleutel,
        max(eerder.begindatum) as begindatum
    from {{ ref('int_start_actief') }} as nieuw
    inner join {{ ref('int_start_actief') }} as eerder
        on
            nieuw.toewijzing_sleutel = eerder.toewijzing_sleutel
            and nieuw.begindatum > eerder.begindatum
    where
        not exists (
            select 1
            from {{ ref('int_stop_actief') }} as stop_actief
            where
                stop_actief.levering_sleutel = eerder.levering_sleutel
                and stop_actief.dagtekening <= nieuw.dagtekening
        )
    group by nieuw.levering_sleutel
)

select
    {{ bevinding_kop('TR326/OP289', 'nieuw') }},
    {{ levering_kenmerk('nieuw') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('nieuw.begindatum') }} || ' is gemeld terwijl de start per '
    || {{ waarde_in_zin('lopend.begindatum') }} || ' nog geen stop had' as omschrijving,
    nieuw.dagtekening,
    lopend.begindatum as dekking_datum
from {{ ref('int_start_actief') }} as nieuw
inner join lopend on nieuw.levering_sleutel = lopend.levering_sleutel
