{{ config(materialized='view') }}

select
    toewijzing_sleutel,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    productcategorie,
    productcode,
    ingangsdatum,
    einddatum,
    eerste_301_dagtekening as dagtekening
from {{ ref('int_toewijzing') }}
where not is_verwijderd
