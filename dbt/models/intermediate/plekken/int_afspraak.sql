select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    plekken_aantal
from {{ ref('stg_afspraak') }}
where plekken_aantal <> 0
