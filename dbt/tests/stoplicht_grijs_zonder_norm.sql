-- grey exactly when there is nothing to judge by or to judge
select
    kpi,
    wet,
    perceel,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    periode
from {{ ref('stoplicht') }}
where (kleur = 'grijs') <> (norm is null or waarde is null)
