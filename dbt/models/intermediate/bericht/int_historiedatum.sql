{{ config(materialized='view') }}

select
    'toewijzing' as soort,
    toewijzing.toewijzing_sleutel as eenheid_sleutel,
    cast(null as {{ tekst_type() }}) as bericht_id,
    toewijzing.wet,
    toewijzing.gemeente_code,
    toewijzing.aanbieder_agb,
    toewijzing.toewijzingnummer,
    toewijzing.productcategorie,
    toewijzing.productcode,
    toewijzing.toewijzingsdatum,
    toewijzing.ingangsdatum as begindatum,
    cast(null as {{ tekst_type() }}) as reden_beeindiging,
    toewijzing.einddatum,
    toewijzing.eerste_301_dagtekening as dagtekening,
    {{ binnen_historie(['toewijzing.ingangsdatum', 'toewijzing.einddatum', 'toewijzing.toewijzingsdatum']) }}
        as is_binnen_historie
from {{ ref('int_toewijzing') }} as toewijzing
cross join {{ ref('int_instelling') }} as instelling
where not toewijzing.is_verwijderd
union all
select
    melding.soort,
    melding.regie_sleutel as eenheid_sleutel,
    melding.bericht_id,
    melding.wet,
    melding.gemeente_code,
    melding.aanbieder_agb,
    melding.toewijzingnummer,
    melding.productcategorie,
    melding.productcode,
    cast(null as date) as toewijzingsdatum,
    melding.begindatum,
    melding.reden_beeindiging,
    melding.einddatum,
    melding.dagtekening,
    {{ binnen_historie(['melding.begindatum', 'melding.einddatum']) }} as is_binnen_historie
from {{ ref('int_regie_actief') }} as melding
cross join {{ ref('int_instelling') }} as instelling
