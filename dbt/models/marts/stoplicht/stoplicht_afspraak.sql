select
    jaar,
    aanbieder_agb,
    kpi,
    afspraak
from {{ ref('int_kpi_afspraak') }}
