select
    {{ bevinding_kop('OP257/OP380', 'paar', heeft_bericht=false) }},
    paar.nummers as sleutel,
    'Toewijzing ' || paar.toewijzingnummer || ' van ' || {{ waarde_in_zin('paar.ingangsdatum') }} || ' verlengt '
    || paar.eerder_toewijzingnummer || ' (t/m ' || {{ waarde_in_zin('paar.eerder_einddatum') }}
    || ') ongewijzigd; toegewezen op ' || {{ waarde_in_zin('paar.eerste_toewijzingsdatum') }} as omschrijving,
    paar.dagtekening
from {{ ref('int_toewijzing_paar') }} as paar
where
    not paar.heeft_andere_inhoud
    and not paar.eerder_is_totaal
    and paar.ingangsdatum = {{ dag_plus('paar.eerder_einddatum', 1) }}
    and paar.eerste_toewijzingsdatum <= paar.eerder_einddatum
