-- RedenWijziging and ReferentieAanbieder are left out: a resend may lack them (IV099)
with inhoud as (
    select
        toewijzing_sleutel,
        toewijzingsdatum,
        toewijzingstijd,
        {{ sleutel([
            'client_id', 'aanbieder_agb', 'productcategorie', 'productcode', 'ingangsdatum', 'einddatum', 'volume',
            'eenheid', 'frequentie', 'budget_eur',
        ]) }} as inhoud_sleutel
    from {{ ref('int_record_toegewezen') }}
),

tegenstrijdig as (
    select
        toewijzing_sleutel,
        toewijzingsdatum,
        toewijzingstijd
    from inhoud
    group by toewijzing_sleutel, toewijzingsdatum, toewijzingstijd
    having min(inhoud_sleutel) <> max(inhoud_sleutel)
)

select
    {{ bevinding_kop('IV013', 'versie', heeft_bericht=false) }},
    {{ versie_sleutel('versie') }} as sleutel,
    'Verschillende inhoud met dezelfde toewijzingsdatum '
    || {{ waarde_in_zin('versie.toewijzingsdatum') }}
    || ' en tijd ' || versie.toewijzingstijd as omschrijving,
    versie.dagtekening
from {{ ref('int_toewijzing_wijziging') }} as versie
inner join tegenstrijdig
    on
        versie.toewijzing_sleutel = tegenstrijdig.toewijzing_sleutel
        and versie.toewijzingsdatum = tegenstrijdig.toewijzingsdatum
        and versie.toewijzingstijd = tegenstrijdig.toewijzingstijd
