with genummerd as (
    select
        stop_actief.*,
        count(*) over (partition by levering_sleutel) as stops_aantal,
        row_number() over (
            partition by levering_sleutel
            order by dagtekening, einddatum, reden_beeindiging
        ) as volgnummer
    from {{ ref('int_stop_actief') }} as stop_actief
    where is_tijdelijk
)

-- one finding per levering, at the first stop too many
select
    {{ bevinding_kop('TR413/OP378', 'genummerd') }},
    {{ levering_kenmerk('genummerd') }} as sleutel,
    'Start per ' || {{ waarde_in_zin('genummerd.begindatum') }}
    || ' heeft ' || {{ waarde_in_zin('genummerd.stops_aantal') }}
    || ' tijdelijke stops; deze eindigt op ' || {{ waarde_in_zin('genummerd.einddatum') }} as omschrijving,
    genummerd.dagtekening,
    genummerd.begindatum as dekking_datum
from genummerd
where genummerd.volgnummer = 2
