select
    {{ bevinding_kop('CD075/CD076', 'record') }},
    {{ record_sleutel('record') }} as sleutel,
    case
        when record.budget_eur is not null then 'Budget zonder einddatum'
        else 'Frequentie ' || record.frequentie || ' zonder einddatum'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_record_product') }} as record
left join {{ ref('frequentie') }} as frequentie on record.frequentie = frequentie.code
where
    record.einddatum is null
    and (record.budget_eur is not null or frequentie.einddatum_verplicht)
