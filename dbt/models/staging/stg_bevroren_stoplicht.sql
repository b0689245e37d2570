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
from {{ source('raw', 'bevroren_stoplicht') }}
