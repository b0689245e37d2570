-- OP087, as of the Dagtekening of each 301. What that same day first brought may stand in another 301 of that day
with bericht as (
    select distinct
        bericht_id,
        wet,
        gemeente_code,
        gemeente_code_nu,
        aanbieder_agb,
        aanbieder_agb_nu,
        client_id,
        dagtekening
    from {{ ref('int_record_toegewezen') }}
),

aanwezig as (
    select distinct
        bericht_id,
        toewijzing_sleutel
    from {{ ref('int_record_toegewezen') }}
)

select
    bericht.bericht_id,
    versie.toewijzing_sleutel,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    versie.toewijzingnummer,
    versie.ingangsdatum,
    versie.einddatum,
    aanwezig.bericht_id is not null as is_aanwezig
from bericht
inner join {{ ref('int_toewijzing_wijziging') }} as versie
    on
        bericht.wet = versie.wet
        and bericht.gemeente_code_nu = versie.gemeente_code_nu
        and bericht.aanbieder_agb_nu = versie.aanbieder_agb_nu
        and bericht.client_id = versie.client_id
left join aanwezig
    on
        bericht.bericht_id = aanwezig.bericht_id
        and versie.toewijzing_sleutel = aanwezig.toewijzing_sleutel
where
    versie.eerste_301_dagtekening < bericht.dagtekening
    and versie.dagtekening <= bericht.dagtekening
    and coalesce(versie.vervangen_datum > bericht.dagtekening, true)
    and not versie.is_verwijderd
    and coalesce(versie.einddatum >= bericht.dagtekening, true)
    and coalesce(versie.einddatum >= versie.ingangsdatum, true)
