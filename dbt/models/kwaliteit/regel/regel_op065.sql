select
    {{ bevinding_kop('OP065/IV028', 'retour', heeft_toewijzing=false) }},
    'retour' as sleutel,
    'Het retourbericht van ' || {{ waarde_in_zin('retour.dagtekening_retour') }}
    || ' bevat cliëntgegevens maar geen afkeuring' as omschrijving,
    retour.dagtekening
from {{ ref('int_retour') }} as retour
where
    retour.heeft_client
    and not retour.heeft_afkeur
