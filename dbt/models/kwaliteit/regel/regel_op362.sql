with gedeclareerd as (
    select
        toewijzing_sleutel,
        sum(bedrag_eur) as netto_eur
    from {{ ref('int_prestatie') }}
    where status = 'toegekend'
    group by toewijzing_sleutel
    having sum(bedrag_eur) > 0
)

select
    {{ bevinding_kop('OP362/TR385', 'toewijzing') }},
    {{ waarde_in_zin('toewijzing.toewijzingnummer') }} as sleutel,
    'Verwijderd op ' || {{ waarde_in_zin('toewijzing.toewijzingsdatum') }} || ', maar er staat nog '
    || {{ waarde_in_zin('gedeclareerd.netto_eur') }} || ' euro aan toegekende prestaties op' as omschrijving,
    toewijzing.dagtekening,
    toewijzing.ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_wijziging') }} as toewijzing
inner join gedeclareerd on toewijzing.toewijzing_sleutel = gedeclareerd.toewijzing_sleutel
where
    toewijzing.is_laatste
    and toewijzing.is_verwijderd
