select
    jaar,
    aanbieder_agb,
    kpi,
    afspraak
from {{ ref('stg_kpi_afspraak') }}
