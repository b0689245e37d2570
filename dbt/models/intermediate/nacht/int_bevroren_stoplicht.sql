select
    kennisdatum,
    kpi,
    wet,
    perceel,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    periode,
    waarde,
    kleur
from {{ ref('stg_bevroren_stoplicht') }}
