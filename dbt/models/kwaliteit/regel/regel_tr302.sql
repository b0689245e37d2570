select
    {{ bevinding_kop('TR302/OP259', 'paar', heeft_bericht=false) }},
    paar.nummers as sleutel,
    'Toewijzing ' || paar.eerder_toewijzingnummer || ' ('
    || {{ waarde_in_zin('paar.eerder_ingangsdatum') }}
    || ' t/m '
    || {{ waarde_in_zin('paar.eerder_einddatum') }}
    || ') overlapt met ' || paar.toewijzingnummer
    || ' ('
    || {{ waarde_in_zin('paar.ingangsdatum') }}
    || ' t/m '
    || {{ waarde_in_zin('paar.einddatum') }}
    || '), product '

    || {{ waarde_in_zin('paar.productcategorie') }}
    || '/'
    || {{ waarde_in_zin('paar.productcode') }} as omschrijving,
    paar.dagtekening,
    paar.eerder_ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_paar') }} as paar
where
    coalesce(paar.ingangsdatum <= paar.eerder_einddatum, true)
    and not paar.is_hulpmiddel
