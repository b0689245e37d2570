select
    {{ bevinding_kop('TR361/TR386/TR410/OP347', 'paar', heeft_toewijzing=false) }},
    {{ waarde_in_zin('paar.positie_een') }} || '-' || {{ waarde_in_zin('paar.positie_ander') }} as sleutel,
    'Product ' || paar.product || ' staat er twee keer in met overlap: '
    || {{ waarde_in_zin('paar.ingangsdatum_een') }} || ' tot en met ' || {{ waarde_in_zin('paar.einddatum_een') }}
    || ' en '
    || {{ waarde_in_zin('paar.ingangsdatum_ander') }} || ' tot en met ' || {{ waarde_in_zin('paar.einddatum_ander') }}
        as omschrijving,
    paar.dagtekening
from {{ ref('int_verzoek_productpaar') }} as paar
where paar.is_overlappend
