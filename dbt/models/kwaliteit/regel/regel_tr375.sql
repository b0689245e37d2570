select
    {{ bevinding_kop('TR375/TR411/TR412', 'product') }},
    {{ waarde_in_zin('product.positie') }} as sleutel,
    case
        when product.volume is null
            then
                'Omvang ontbreekt terwijl de toewijzing product '
                || {{ waarde_in_zin('product.toewijzing_productcode') }} || ' heeft'
        else 'Omvang is gevuld terwijl de toewijzing geen productcode heeft'
    end as omschrijving,
    product.dagtekening
from {{ ref('int_wijzigingsproduct') }} as product
where
    product.klasse = 'te wijzigen'
    and product.is_bekend
    and (
        (product.toewijzing_productcode is not null and product.volume is null)
        or (
            product.toewijzing_productcode is null
            and product.volume is not null
            and coalesce(
                product.toewijzing_einddatum >= cast({{ parameter('omvang_regels_vanaf') }} as date), true
            )
        )
    )
