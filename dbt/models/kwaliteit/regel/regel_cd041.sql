with oordeel as (
    select
        record.*,
        case
            when record.budget_eur is not null and record.volume is not null then 'budget en omvang samen'
            -- a te wijzigen product has the product of its toewijzing
            when not record.noemt_product then null
            when record.productcode is not null and record.volume is null then 'productcode zonder omvang'
            when record.budget_eur is null and record.productcategorie is null then 'geen product en geen budget'
            when
                record.productcode is null
                and record.volume is not null
                and coalesce(record.einddatum >= cast({{ parameter('omvang_regels_vanaf') }} as date), true)
                then 'omvang zonder productcode'
        end as fout
    from {{ ref('int_record_product') }} as record
)

select
    {{ bevinding_kop('CD041/CD077/CD078/CD079/CD080', 'oordeel') }},
    {{ record_sleutel('oordeel') }} as sleutel,
    'Product, omvang en budget passen niet bij elkaar: ' || oordeel.fout as omschrijving,
    oordeel.dagtekening
from oordeel
where oordeel.fout is not null
