select
    wet,
    gemeente_code,
    toewijzingnummer,
    aanbieder_agb,
    client_id,
    productcategorie,
    productcode,
    start_productcategorie,
    start_productcode,
    begindatum,
    einddatum_zorg,
    einddatum_effectief,
    einddatum_definitief,
    reden_beeindiging,
    status,
    stop_ontbreekt,
    heeft_toewijzing,
    eerste_305_dagtekening,
    eerste_301_dagtekening,
    telt_mee
from {{ ref('int_levering') }}
where not is_verwijderd
