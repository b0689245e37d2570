select
    {{ bevinding_kop('TR357', 'product') }},
    {{ waarde_in_zin('product.positie') }} as sleutel,
    'Gewenste ingangsdatum ' || {{ datum_in_zin('product.gewenste_ingangsdatum') }}
    || ' ligt niet na ' || {{ datum_in_zin('product.dagtekening') }}
    || ' en is niet de ingangsdatum van de toewijzing: '
    || {{ datum_in_zin('product.toewijzing_ingangsdatum') }} as omschrijving,
    product.dagtekening
from {{ ref('int_wijzigingsproduct') }} as product
where
    product.gewenste_ingangsdatum <= product.dagtekening
    and product.gewenste_ingangsdatum <> product.toewijzing_ingangsdatum
