-- what was agreed, in words; why it was agreed stays with the municipality
select distinct
    cast(jaar as integer) as jaar,
    aanbieder_agb,
    kpi,
    wet,
    afspraak
from {{ source('raw', 'ref_kpi_afspraken') }}
where afspraak is not null
