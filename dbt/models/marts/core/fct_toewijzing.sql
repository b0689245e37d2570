select
    wet,
    gemeente_code,
    toewijzingnummer,
    aanbieder_agb,
    client_id,
    productcategorie,
    productcode,
    toewijzingsdatum,
    eerste_toewijzingsdatum,
    ingangsdatum,
    einddatum,
    reden_wijziging,
    volume,
    eenheid,
    frequentie,
    budget_eur,
    referentie_aanbieder,
    verwijzer,
    uren_per_week,
    versies_aantal,
    telt_mee
from {{ ref('int_toewijzing') }}
where not is_verwijderd
