-- the 315 is found through any ReferentieAanbieder of the first version: a later VOW puts its own on a resend (IV093)
with eerste_versie as (
    select
        toewijzing_sleutel,
        toewijzingsdatum,
        toewijzingstijd
    from {{ ref('int_toewijzing_versie') }}
    where versie_nr = 1
),

referentie as (
    select
        eerste_versie.toewijzing_sleutel,
        product.wet,
        product.gemeente_code,
        product.aanbieder_agb,
        product.referentie_aanbieder,
        min(product.dagtekening) as gegeven_datum
    from eerste_versie
    inner join {{ ref('stg_toegewezen_product') }} as product
        on
            eerste_versie.toewijzing_sleutel = product.toewijzing_sleutel
            and eerste_versie.toewijzingsdatum = product.toewijzingsdatum
            and eerste_versie.toewijzingstijd = product.toewijzingstijd
    inner join {{ ref('int_bericht') }} as bericht
        on
            product.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    where product.referentie_aanbieder is not null
    group by
        eerste_versie.toewijzing_sleutel,
        product.wet,
        product.gemeente_code,
        product.aanbieder_agb,
        product.referentie_aanbieder
),

verzoek as (
    select
        referentie.toewijzing_sleutel,
        verzoek.verwijzer_type,
        row_number() over (
            partition by referentie.toewijzing_sleutel
            -- the reference of the first delivery before one that a resend added
            order by
                referentie.gegeven_datum,
                verzoek.dagtekening,
                verzoek.identificatie,
                verzoek.bericht_id,
                verzoek.positie
        ) as rang
    from referentie
    inner join {{ ref('stg_aangevraagd_product') }} as verzoek
        on
            referentie.wet = verzoek.wet
            and referentie.gemeente_code = verzoek.gemeente_code
            and referentie.aanbieder_agb = verzoek.aanbieder_agb
            and referentie.referentie_aanbieder = verzoek.referentie_aanbieder
    inner join {{ ref('int_bericht') }} as bericht
        on
            verzoek.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
)

select
    verzoek.toewijzing_sleutel,
    lijst.omschrijving as verwijzer
from verzoek
inner join {{ ref('codelijst') }} as lijst
    on
        verzoek.verwijzer_type = lijst.code
        and lijst.codelijst = 'COD327'
where verzoek.rang = 1
