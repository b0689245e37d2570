-- the end of a client's help, of quarters whose window has passed, and whether help began anew within it (K003-08)
select
    {{ uitkomst_kolommen('keten') }},
    keten.kwartaal,
    keten.sluitmaand_nr,
    keten.keten_aanvang,
    keten.volgende_aanvang,
    keten.is_niet_terug as in_teller
from {{ ref('int_hulpketen') }} as keten
