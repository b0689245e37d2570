-- what a request for change has to name (TR349): toewijzingen of before its day, as they were then, that had not ended
with bekend as (
    select
        verzoek.bericht_id,
        verzoek.positie,
        verzoek.wet,
        verzoek.gemeente_code,
        verzoek.aanbieder_agb,
        verzoek.dagtekening,
        versie.toewijzing_sleutel,
        versie.toewijzingnummer,
        versie.ingangsdatum,
        versie.einddatum,
        versie.reden_wijziging,
        row_number() over (
            partition by verzoek.bericht_id, verzoek.positie, versie.toewijzing_sleutel
            order by versie.versie_nr desc
        ) as rang
    from {{ ref('int_verzoek') }} as verzoek
    inner join {{ ref('int_toewijzing_versie') }} as versie
        on
            verzoek.wet = versie.wet
            and verzoek.gemeente_code_nu = versie.gemeente_code_nu
            and verzoek.aanbieder_agb_nu = versie.aanbieder_agb_nu
            and verzoek.client_id = versie.client_id
            and verzoek.dagtekening > versie.eerste_dagtekening
    where verzoek.soort = 'VOW'
),

genoemd as (
    select
        bericht_id,
        toewijzing_sleutel
    from {{ ref('int_record_ongewijzigd') }}
    union distinct
    select
        bericht_id,
        toewijzing_sleutel
    from {{ ref('int_record_te_wijzigen') }}
)

select
    bekend.bericht_id,
    bekend.positie,
    bekend.wet,
    bekend.gemeente_code,
    bekend.aanbieder_agb,
    bekend.dagtekening,
    bekend.toewijzing_sleutel,
    bekend.toewijzingnummer,
    bekend.ingangsdatum,
    bekend.einddatum,
    genoemd.bericht_id is not null as is_genoemd
from bekend
left join {{ ref('reden_wijziging') }} as reden
    on
        bekend.wet = reden.wet
        and bekend.reden_wijziging = reden.code
left join genoemd
    on
        bekend.bericht_id = genoemd.bericht_id
        and bekend.toewijzing_sleutel = genoemd.toewijzing_sleutel
where
    bekend.rang = 1
    and coalesce(bekend.einddatum >= bekend.dagtekening, true)
    and not (coalesce(reden.is_verwijdering, false) and coalesce(bekend.einddatum = bekend.ingangsdatum, false))
