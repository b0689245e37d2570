with tijdelijk as (
    select
        levering_sleutel,
        max(einddatum) as einddatum
    from {{ ref('int_stop_actief') }}
    where is_tijdelijk
    group by levering_sleutel
)

select
    {{ bevinding_kop('TR414/OP377', 'definitief') }},
    {{ stop_kenmerk('definitief') }} as sleutel,
    'Definitief einde ' || {{ waarde_in_zin('definitief.einddatum') }}
    || ' ligt vóór het tijdelijke einde ' || {{ waarde_in_zin('tijdelijk.einddatum') }} as omschrijving,
    definitief.dagtekening,
    definitief.begindatum as dekking_datum
from {{ ref('int_stop_actief') }} as definitief
inner join tijdelijk on definitief.levering_sleutel = tijdelijk.levering_sleutel
where
    not definitief.is_tijdelijk
    and definitief.einddatum < tijdelijk.einddatum
