select
    cohortmaand,
    cohortmaand as maand,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein,
    uitgestroomd_aantal,
    teruggekeerd_aantal,
    percentage,
    percentage_3m,
    percentage_6m,
    percentage_enig_zorgterrein,
    voorlopig,
    onvolledig
from {{ ref('kpi_recidive') }}
