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
        product.gemeente_code_nu,
        product.aanbieder_agb_nu,
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
        product.gemeente_code_nu,
        product.aanbieder_agb_nu,
        product.referentie_aanbieder
),

-- one request per reference before anything is joined: a reference that a provider uses for all must not multiply
gerangschikt_verzoek as (
    select
        verzoek.*,
        row_number() over (
            partition by
                verzoek.wet, verzoek.gemeente_code_nu, verzoek.aanbieder_agb_nu, verzoek.referentie_aanbieder
            -- of one day the lowest code
            order by
                verzoek.dagtekening asc,
                case when verzoek.verwijzer_type is null then 1 else 0 end asc,
                verzoek.verwijzer_type asc
        ) as rang
    from {{ ref('stg_aangevraagd_product') }} as verzoek
    inner join {{ ref('int_bericht') }} as bericht
        on
            verzoek.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
),

verzoek as (
    select
        referentie.toewijzing_sleutel,
        verzoek.verwijzer_type,
        verzoek.dagtekening as verzoek_datum,
        row_number() over (
            partition by referentie.toewijzing_sleutel
            -- the reference of the first delivery before one that a resend added
            order by
                referentie.gegeven_datum asc,
                verzoek.dagtekening asc,
                case when verzoek.verwijzer_type is null then 1 else 0 end asc,
                verzoek.verwijzer_type asc
        ) as rang
    from referentie
    inner join gerangschikt_verzoek as verzoek
        on
            referentie.wet = verzoek.wet
            and referentie.gemeente_code_nu = verzoek.gemeente_code_nu
            and referentie.aanbieder_agb_nu = verzoek.aanbieder_agb_nu
            and referentie.referentie_aanbieder = verzoek.referentie_aanbieder
            and verzoek.rang = 1
)

select
    verzoek.toewijzing_sleutel,
    lijst.omschrijving as verwijzer,
    verzoek.verzoek_datum
from verzoek
inner join {{ ref('codelijst') }} as lijst
    on
        verzoek.verwijzer_type = lijst.code
        and lijst.codelijst = 'COD327'
where verzoek.rang = 1
