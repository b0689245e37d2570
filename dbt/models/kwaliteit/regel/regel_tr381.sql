select
    {{ bevinding_kop('TR381', 'record') }},
    {{ record_sleutel('record') }} as sleutel,
    'Productcode ' || record.productcode || ' hoort volgens de productenlijst niet bij categorie '
    || {{ waarde_in_zin('record.productcategorie') }} as omschrijving,
    record.dagtekening
from {{ ref('int_record_productcode') }} as record
where
    not exists (
        select 1
        from {{ ref('int_product_categorie') }} as lijst
        where
            lijst.wet = record.wet
            and lijst.productcode = record.productcode
            and coalesce(lijst.productcategorie = record.productcategorie, true)
    )
