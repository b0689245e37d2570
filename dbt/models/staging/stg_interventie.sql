select distinct
    interventie,
    wet,
    zorgterrein,
    aanbieder_agb,
    kpi,
    start_datum,
    eind_datum,
    verwacht,
    omschrijving,
    eigenaar,
    status
from {{ source('raw', 'ref_interventies') }}
