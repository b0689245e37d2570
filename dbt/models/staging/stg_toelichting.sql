select distinct
    kpi,
    wet,
    gemeente_code,
    aanbieder_agb,
    periode,
    van,
    tekst
from {{ source('raw', 'ref_toelichtingen') }}
