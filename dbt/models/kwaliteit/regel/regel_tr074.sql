with dubbel as (
    select
        soort,
        regie_sleutel,
        sum(telling) as aantal
    from {{ ref('int_record_regie') }}
    where is_actueel
    group by soort, regie_sleutel
    having sum(telling) > 1
)

select
    {{ bevinding_kop('TR074', 'actief') }},
    actief.soort || ' '
    || case
        when actief.soort = 'start' then {{ levering_kenmerk('actief') }} else {{ stop_kenmerk('actief') }}
    end as sleutel,
    case when actief.soort = 'start' then 'Start per ' else 'Stop van de levering per ' end
    || {{ waarde_in_zin('actief.begindatum') }}
    || ' is ' || {{ waarde_in_zin('dubbel.aantal') }} || ' keer gemeld zonder verwijdering ertussen' as omschrijving,
    actief.dagtekening,
    actief.begindatum as dekking_datum
from {{ ref('int_regie_actief') }} as actief
inner join dubbel
    on
        actief.soort = dubbel.soort
        and actief.regie_sleutel = dubbel.regie_sleutel
