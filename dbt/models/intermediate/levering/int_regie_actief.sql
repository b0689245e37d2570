{{ config(materialized='view') }}

select
    'start' as soort,
    levering_sleutel as regie_sleutel,
    levering_sleutel,
    toewijzing_sleutel,
    bericht_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    productcategorie,
    productcode,
    toewijzing_ingangsdatum,
    begindatum,
    cast(null as {{ tekst_type() }}) as reden_beeindiging,
    cast(null as date) as einddatum,
    dagtekening
from {{ ref('int_start_actief') }}
union all
select
    'stop' as soort,
    stop_sleutel as regie_sleutel,
    levering_sleutel,
    toewijzing_sleutel,
    bericht_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    productcategorie,
    productcode,
    toewijzing_ingangsdatum,
    begindatum,
    reden_beeindiging,
    einddatum,
    dagtekening
from {{ ref('int_stop_actief') }}
