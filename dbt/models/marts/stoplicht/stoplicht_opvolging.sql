-- a step without a provider or gemeente is about all of them; without a KPI it is about none in particular
select
    soort,
    kpi,
    coalesce(aanbieder_agb, 'ALLE') as aanbieder_agb,
    coalesce(gemeente_code, 'ALLE') as gemeente_code,
    stap,
    status,
    datum,
    is_laatste,
    is_komend
from {{ ref('int_opvolgstap') }}
