{#- what one version may change against the one before it -#}
{%- set inhoud = [
    'client_id', 'aanbieder_agb_nu', 'productcategorie', 'productcode', 'ingangsdatum', 'einddatum', 'volume', 'eenheid',
    'frequentie', 'budget_eur',
] -%}

-- dated by the message that brought the version first: a resend (OP087) must not move a finding to another month
with eerste as (
    select
        toewijzing_sleutel,
        toewijzingsdatum,
        toewijzingstijd,
        dagtekening,
        min(bericht_id) as bericht_id
    from {{ ref('int_record_toegewezen') }}
    group by toewijzing_sleutel, toewijzingsdatum, toewijzingstijd, dagtekening
),

reeks as (
    select
        versie.toewijzing_sleutel,
        versie.versie_nr,
        versie.versie_nr_terug = 1 as is_laatste,
        eerste.bericht_id,
        versie.eerste_dagtekening as dagtekening,
        versie.wet,
        versie.gemeente_code,
        versie.gemeente_code_nu,
        versie.aanbieder_agb,
        versie.aanbieder_agb_nu,
        versie.toewijzingnummer,
        versie.toewijzingsdatum,
        versie.toewijzingstijd,
        versie.client_id,
        versie.productcategorie,
        versie.productcode,
        versie.ingangsdatum,
        versie.einddatum,
        versie.reden_wijziging,
        versie.volume,
        versie.eenheid,
        versie.frequentie,
        versie.budget_eur,
        {{ vorige_waarden('versie', inhoud, sleutel='toewijzing_sleutel', volgorde='versie_nr') }},
        min(versie.eerste_dagtekening) over (partition by versie.toewijzing_sleutel) as eerste_301_dagtekening,
        min(versie.eerste_dagtekening) over (
            partition by versie.toewijzing_sleutel
            order by versie.versie_nr
            rows between 1 following and unbounded following
        ) as vervangen_datum
    from {{ ref('int_toewijzing_versie') }} as versie
    inner join eerste
        on
            versie.toewijzing_sleutel = eerste.toewijzing_sleutel
            and versie.toewijzingsdatum = eerste.toewijzingsdatum
            and versie.toewijzingstijd = eerste.toewijzingstijd
            and versie.eerste_dagtekening = eerste.dagtekening
)

select
    reeks.*,
    coalesce(reden.is_verwijdering, false) and coalesce(reeks.einddatum = reeks.ingangsdatum, false) as is_verwijderd,
    coalesce(reden.is_verwijdering and not reden.is_historisch, false) as meldt_verwijdering,
    reeks.versie_nr > 1
    and {{ inhoud_verschilt('reeks', 'reeks', inhoud, prefix='vorige_') }} as is_gewijzigd,
    coalesce(frequentie.is_totaal, false) as is_totaal,
    coalesce(vorige_frequentie.is_totaal, false) as vorige_is_totaal
from reeks
left join {{ ref('reden_wijziging') }} as reden
    on
        reeks.wet = reden.wet
        and reeks.reden_wijziging = reden.code
left join {{ ref('frequentie') }} as frequentie on reeks.frequentie = frequentie.code
left join {{ ref('frequentie') }} as vorige_frequentie on reeks.vorige_frequentie = vorige_frequentie.code
