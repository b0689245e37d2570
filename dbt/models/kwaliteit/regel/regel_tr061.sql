select
    {{ bevinding_kop('TR061/TR006/OP091/OP130', 'bericht', heeft_toewijzing=false) }},
    'client' as sleutel,
    case
        when not bericht.heeft_vast_adres then 'Geen BRP-, correspondentie- of verblijfadres van de cliënt'
        else 'Contact van de cliënt zonder telefoon en zonder huisnummer'
    end as omschrijving,
    bericht.dagtekening
from {{ ref('int_bereikbaarheid') }} as bericht
where
    not bericht.heeft_vast_adres
    or bericht.heeft_leeg_contact
