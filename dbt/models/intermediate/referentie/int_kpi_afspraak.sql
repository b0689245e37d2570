select
    jaar,
    aanbieder_agb,
    kpi,
    wet as stap_wet,
    afspraak
from {{ ref('stg_kpi_afspraak') }}
