with historie as (
    select
        toewijzing_sleutel,
        count(*) as versies_aantal,
        min(eerste_dagtekening) as eerste_dagtekening,
        min(case when versie_nr = 1 then toewijzingsdatum end) as eerste_toewijzingsdatum
    from {{ ref('int_toewijzing_versie') }}
    group by toewijzing_sleutel
),

actueel as (
    select
        versie.*,
        historie.versies_aantal,
        historie.eerste_dagtekening as eerste_301_dagtekening,
        historie.eerste_toewijzingsdatum,
        coalesce(reden.is_verwijdering, false) and coalesce(versie.einddatum = versie.ingangsdatum, false)
            as is_verwijderd,
        reden.verwachte_reden_beeindiging,
        coalesce(verwijzer.verwijzer, {{ parameter('onbekend') }}) as verwijzer,
        eenheid.uren_per_eenheid,
        frequentie.keer_per_week,
        frequentie.is_totaal,
        {{ dagen_tussen('versie.ingangsdatum', 'versie.einddatum') }} + 1 as looptijd_dagen
    from {{ ref('int_toewijzing_versie') }} as versie
    inner join historie on versie.toewijzing_sleutel = historie.toewijzing_sleutel
    left join {{ ref('reden_wijziging') }} as reden
        on
            versie.wet = reden.wet
            and versie.reden_wijziging = reden.code
    left join {{ ref('int_toewijzing_verwijzer') }} as verwijzer
        on versie.toewijzing_sleutel = verwijzer.toewijzing_sleutel
    left join {{ ref('eenheid') }} as eenheid on versie.eenheid = eenheid.code
    left join {{ ref('frequentie') }} as frequentie on versie.frequentie = frequentie.code
    where versie.versie_nr_terug = 1
)

select
    actueel.toewijzing_sleutel,
    actueel.wet,
    actueel.gemeente_code,
    actueel.gemeente_code_nu,
    actueel.toewijzingnummer,
    actueel.aanbieder_agb,
    actueel.aanbieder_agb_nu,
    actueel.client_id,
    actueel.productcategorie,
    actueel.productcode,
    actueel.toewijzingsdatum,
    actueel.eerste_toewijzingsdatum,
    actueel.eerste_301_dagtekening,
    actueel.ingangsdatum,
    actueel.einddatum,
    actueel.reden_wijziging,
    actueel.verwachte_reden_beeindiging,
    actueel.volume,
    actueel.eenheid,
    actueel.frequentie,
    actueel.budget_eur,
    actueel.referentie_aanbieder,
    actueel.verwijzer,
    -- A14; pieces and euros have no hours, and a total over an open or impossible period cannot be spread
    case
        when actueel.is_totaal and actueel.looptijd_dagen > 0
            then {{ als_double('actueel.volume') }} * actueel.uren_per_eenheid * 7 / actueel.looptijd_dagen
        else {{ als_double('actueel.volume') }} * actueel.uren_per_eenheid * actueel.keer_per_week
    end as uren_per_week,
    {{ productkenmerken('product') }},
    actueel.versies_aantal,
    actueel.is_verwijderd,
    {{ binnen_historie(['actueel.ingangsdatum', 'actueel.einddatum', 'actueel.toewijzingsdatum']) }}
    and coalesce(actueel.einddatum >= actueel.ingangsdatum, true) as telt_mee
from actueel
left join {{ ref('int_product') }} as product
    on
        actueel.wet = product.wet
        and actueel.productcode = product.productcode
cross join {{ ref('int_instelling') }} as instelling
