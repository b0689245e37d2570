select
    cohortmaand,
    cohortmaand as maand,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    uitgestroomd_aantal,
    geen_nieuwe_start_aantal,
    percentage,
    voorlopig,
    onvolledig
from {{ ref('kpi_geen_nieuwe_start') }}
