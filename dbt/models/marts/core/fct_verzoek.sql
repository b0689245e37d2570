select
    verzoek_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    gemeente_code_nu,
    aanbieder_agb_nu,
    client_id,
    referentie_aanbieder,
    soort,
    dagtekening,
    eerste_reactie_datum,
    in_onderzoek_datum,
    besluit_datum,
    besluit,
    verwijzer
from {{ ref('int_verzoek') }}
