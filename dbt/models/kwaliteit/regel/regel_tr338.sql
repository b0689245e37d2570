select
    {{ bevinding_kop('TR338/TR339/TR340/OP302', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when not record.heeft_toewijzing then 'Er is geen toewijzing met dit nummer aan deze aanbieder'
        else
            'Product ' || record.productcategorie || ' ' || record.productcode
            || ' wijkt af van toegewezen product ' || {{ waarde_in_zin('record.toewijzing_productcategorie') }}
            || ' ' || {{ waarde_in_zin('record.toewijzing_productcode') }}
    end as omschrijving,
    record.dagtekening,
    case when not record.heeft_toewijzing then record.periode_begindatum end as dekking_datum
from {{ ref('int_geldige_prestatie') }} as record
where
    not record.heeft_toewijzing
    or record.productcategorie <> record.toewijzing_productcategorie
    or record.productcode <> record.toewijzing_productcode
