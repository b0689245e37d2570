-- changes that a provider initiated; a 317 asked for one when the 301 carries its ReferentieAanbieder
with versie as (
    select
        versie.toewijzing_sleutel,
        versie.versie_nr,
        versie.toewijzingsdatum,
        versie.toewijzingstijd,
        versie.eerste_dagtekening
    from {{ ref('int_toewijzing_versie') }} as versie
    inner join {{ ref('reden_wijziging') }} as reden
        on
            versie.wet = reden.wet
            and versie.reden_wijziging = reden.code
            and reden.is_initiatief_aanbieder
    where versie.versie_nr > 1
),

-- any delivery of the version counts: a later request puts its own reference on a resend (IV093), and is then too late
gevraagd as (
    select distinct
        versie.toewijzing_sleutel,
        versie.versie_nr
    from versie
    inner join {{ ref('stg_toegewezen_product') }} as product
        on
            versie.toewijzing_sleutel = product.toewijzing_sleutel
            and versie.toewijzingsdatum = product.toewijzingsdatum
            and versie.toewijzingstijd = product.toewijzingstijd
    inner join {{ ref('int_bericht') }} as bericht
        on
            product.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    inner join {{ ref('int_verzoek') }} as verzoek
        on
            product.wet = verzoek.wet
            and product.gemeente_code_nu = verzoek.gemeente_code_nu
            and product.aanbieder_agb_nu = verzoek.aanbieder_agb_nu
            and product.referentie_aanbieder = verzoek.referentie_aanbieder
            and verzoek.soort = 'VOW'
            and versie.eerste_dagtekening >= verzoek.dagtekening
)

select
    versie.toewijzing_sleutel,
    versie.versie_nr,
    versie.eerste_dagtekening,
    toewijzing.wet,
    toewijzing.gemeente_code,
    toewijzing.aanbieder_agb,
    toewijzing.client_id,
    toewijzing.toewijzingnummer,
    toewijzing.productcode,
    gevraagd.toewijzing_sleutel is not null as is_gevraagd,
    toewijzing.telt_mee and not toewijzing.is_verwijderd as telt_mee
from versie
inner join {{ ref('int_toewijzing') }} as toewijzing on versie.toewijzing_sleutel = toewijzing.toewijzing_sleutel
left join gevraagd
    on
        versie.toewijzing_sleutel = gevraagd.toewijzing_sleutel
        and versie.versie_nr = gevraagd.versie_nr
