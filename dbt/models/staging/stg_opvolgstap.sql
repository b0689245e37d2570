-- steps of follow-up as the municipality keeps them; the text of a step stays out of the figures
select distinct
    soort,
    aanbieder_agb,
    gemeente_code,
    kpi,
    wet,
    stap,
    status,
    cast(datum as date) as datum
from {{ source('raw', 'ref_opvolging') }}
