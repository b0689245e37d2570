-- the toewijzing as it was known on the day of the request: its last version with a first 301 on or before that day
with record as (
    select
        'ongewijzigd' as klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        toewijzing_sleutel,
        cast(null as date) as gewenste_ingangsdatum,
        cast(null as bigint) as volume,
        cast(null as decimal(18, 2)) as budget_eur
    from {{ ref('int_record_ongewijzigd') }}
    union all
    select
        'te wijzigen' as klasse,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        dagtekening,
        toewijzingnummer,
        toewijzing_sleutel,
        gewenste_ingangsdatum,
        volume,
        budget_eur
    from {{ ref('int_record_te_wijzigen') }}
),

bekend as (
    select
        record.klasse,
        record.bericht_id,
        record.positie,
        versie.ingangsdatum,
        versie.einddatum,
        versie.productcode,
        coalesce(frequentie.is_totaal, false) as is_totaal,
        coalesce(reden.is_verwijdering, false) and coalesce(versie.einddatum = versie.ingangsdatum, false)
            as is_verwijderd,
        row_number() over (
            partition by record.klasse, record.bericht_id, record.positie
            order by versie.versie_nr desc
        ) as rang
    from record
    inner join {{ ref('int_toewijzing_versie') }} as versie
        on
            record.toewijzing_sleutel = versie.toewijzing_sleutel
            and record.dagtekening >= versie.eerste_dagtekening
    left join {{ ref('reden_wijziging') }} as reden
        on
            versie.wet = reden.wet
            and versie.reden_wijziging = reden.code
    left join {{ ref('frequentie') }} as frequentie on versie.frequentie = frequentie.code
)

select
    record.klasse,
    record.bericht_id,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.dagtekening,
    record.toewijzingnummer,
    record.gewenste_ingangsdatum,
    record.volume,
    record.budget_eur,
    bekend.bericht_id is not null as is_bekend,
    coalesce(bekend.is_verwijderd, false) as is_verwijderd,
    bekend.ingangsdatum as toewijzing_ingangsdatum,
    bekend.einddatum as toewijzing_einddatum,
    bekend.productcode as toewijzing_productcode,
    bekend.is_totaal as toewijzing_is_totaal
from record
left join bekend
    on
        record.klasse = bekend.klasse
        and record.bericht_id = bekend.bericht_id
        and record.positie = bekend.positie
        and bekend.rang = 1
