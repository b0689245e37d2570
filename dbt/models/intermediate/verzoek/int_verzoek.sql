-- a reaction is a 301 or 319 with the ReferentieAanbieder of the request; dated before the request, it answers another
with verzoek as (
    select
        'VOT' as soort,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        gemeente_code_nu,
        aanbieder_agb_nu,
        dagtekening,
        identificatie,
        client_id,
        referentie_aanbieder,
        verwijzer_type
    from {{ ref('stg_aangevraagd_product') }}
    union all
    select
        'VOW' as soort,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        gemeente_code_nu,
        aanbieder_agb_nu,
        dagtekening,
        identificatie,
        client_id,
        referentie_aanbieder,
        cast(null as {{ tekst_type() }}) as verwijzer_type
    from {{ ref('stg_wijzigingsverzoek') }}
),

-- once per day: a reference that a provider uses for everything must not multiply
reactie as (
    select distinct
        product.wet,
        product.gemeente_code_nu,
        product.aanbieder_agb_nu,
        product.referentie_aanbieder,
        product.dagtekening,
        'toegekend' as besluit
    from {{ ref('stg_toegewezen_product') }} as product
    inner join {{ ref('int_bericht') }} as bericht
        on
            product.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    where product.referentie_aanbieder is not null
    union all
    select distinct
        antwoord.wet,
        antwoord.gemeente_code_nu,
        antwoord.aanbieder_agb_nu,
        antwoord.referentie_aanbieder,
        antwoord.dagtekening,
        lijst.besluit
    from {{ ref('stg_antwoord') }} as antwoord
    inner join {{ ref('int_bericht') }} as bericht
        on
            antwoord.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    inner join {{ ref('verzoek_antwoord') }} as lijst on antwoord.verzoek_antwoord = lijst.code
),

beantwoord as (
    select
        verzoek.bericht_id,
        verzoek.positie,
        min(reactie.dagtekening) as eerste_reactie_datum,
        min(case when reactie.besluit is null then reactie.dagtekening end) as in_onderzoek_datum,
        min(case when reactie.besluit is not null then reactie.dagtekening end) as besluit_datum,
        min(case when reactie.besluit = 'toegekend' then reactie.dagtekening end) as toegekend_datum
    from verzoek
    inner join reactie
        on
            verzoek.wet = reactie.wet
            and verzoek.gemeente_code_nu = reactie.gemeente_code_nu
            and verzoek.aanbieder_agb_nu = reactie.aanbieder_agb_nu
            and verzoek.referentie_aanbieder = reactie.referentie_aanbieder
            and verzoek.dagtekening <= reactie.dagtekening
    group by verzoek.bericht_id, verzoek.positie
)

select
    {{ sleutel(['verzoek.bericht_id', 'verzoek.positie']) }} as verzoek_id,
    verzoek.bericht_id,
    verzoek.positie,
    verzoek.identificatie,
    verzoek.soort,
    verzoek.wet,
    verzoek.gemeente_code,
    verzoek.aanbieder_agb,
    verzoek.gemeente_code_nu,
    verzoek.aanbieder_agb_nu,
    verzoek.client_id,
    verzoek.referentie_aanbieder,
    verzoek.dagtekening,
    beantwoord.eerste_reactie_datum,
    beantwoord.in_onderzoek_datum,
    beantwoord.besluit_datum,
    -- the first decision stands; granted and refused on one day is granted
    case
        when beantwoord.besluit_datum is null then 'open'
        when beantwoord.besluit_datum = beantwoord.toegekend_datum then 'toegekend'
        else 'afgewezen'
    end as besluit,
    coalesce(lijst.omschrijving, {{ parameter('onbekend') }}) as verwijzer
from verzoek
inner join {{ ref('int_bericht') }} as bericht
    on
        verzoek.bericht_id = bericht.bericht_id
        and bericht.is_geaccepteerd
left join beantwoord
    on
        verzoek.bericht_id = beantwoord.bericht_id
        and verzoek.positie = beantwoord.positie
left join {{ ref('codelijst') }} as lijst
    on
        verzoek.verwijzer_type = lijst.code
        and lijst.codelijst = 'COD327'
