-- a request is answered on or after its own day, and decided on or after the first reaction
select verzoek_id
from {{ ref('fct_verzoek') }}
where
    eerste_reactie_datum < dagtekening
    or besluit_datum < eerste_reactie_datum
    or in_onderzoek_datum < eerste_reactie_datum
    or (besluit = 'open') <> (besluit_datum is null)
