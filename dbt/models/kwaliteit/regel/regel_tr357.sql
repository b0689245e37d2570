select
    {{ bevinding_kop('TR357', 'product') }},
    {{ waarde_in_zin('product.positie') }} as sleutel,
    'Gewenste ingangsdatum ' || {{ waarde_in_zin('product.gewenste_ingangsdatum') }}
    || ' ligt niet na ' || {{ waarde_in_zin('product.dagtekening') }}
    || ' en is niet de ingangsdatum van de toewijzing: '
    || {{ waarde_in_zin('product.toewijzing_ingangsdatum') }} as omschrijving,
    product.dagtekening
from {{ ref('int_wijzigingsproduct') }} as product
where
    product.gewenste_ingangsdatum <= product.dagtekening
    and product.gewenste_ingangsdatum <> product.toewijzing_ingangsdatum
