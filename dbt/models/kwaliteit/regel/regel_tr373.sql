select
    {{ bevinding_kop('TR373', 'product') }},
    {{ waarde_in_zin('product.positie') }} as sleutel,
    'Gewenste ingangsdatum ' || {{ waarde_in_zin('product.gewenste_ingangsdatum') }}
    || ' van een budget of totaal is niet de ingangsdatum van de toewijzing: '
    || {{ waarde_in_zin('product.toewijzing_ingangsdatum') }} as omschrijving,
    product.dagtekening
from {{ ref('int_wijzigingsproduct') }} as product
where
    (product.budget_eur is not null or product.toewijzing_is_totaal)
    and product.gewenste_ingangsdatum <> product.toewijzing_ingangsdatum
