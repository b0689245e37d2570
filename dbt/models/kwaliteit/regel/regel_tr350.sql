select
    {{ bevinding_kop('TR350/TR351', 'product') }},
    product.klasse || ' ' || {{ waarde_in_zin('product.positie') }} as sleutel,
    case
        when not product.is_bekend then 'De genoemde toewijzing is niet bekend op '
        when product.is_verwijderd then 'De genoemde toewijzing is al verwijderd op '
        else
            'De genoemde toewijzing is al geëindigd op ' || {{ waarde_in_zin('product.toewijzing_einddatum') }}
            || ', vóór '
    end || {{ waarde_in_zin('product.dagtekening') }} as omschrijving,
    product.dagtekening,
    case when not product.is_bekend then product.dagtekening end as dekking_datum
from {{ ref('int_wijzigingsproduct') }} as product
where
    not product.is_bekend
    or product.is_verwijderd
    or product.toewijzing_einddatum < product.dagtekening
