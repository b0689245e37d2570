select
    {{ bevinding_kop('CS338/CS343', 'record') }},
    {{ record_sleutel('record') }} as sleutel,
    'Eenheid ' || record.eenheid || ' mag niet met frequentie ' || record.frequentie as omschrijving,
    record.dagtekening
from {{ ref('int_record_product') }} as record
inner join {{ ref('eenheid') }} as eenheid
    on
        record.eenheid = eenheid.code
        and eenheid.niet_per_dag
inner join {{ ref('frequentie') }} as frequentie
    on
        record.frequentie = frequentie.code
        and frequentie.is_per_dag
where coalesce(record.einddatum >= cast({{ parameter('omvang_regels_vanaf') }} as date), true)
