-- every client of the teller belongs to the noemer
select
    'doelrealisatie_uitstroom' as kpi,
    jaar,
    perceel,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_doelrealisatie_uitstroom') }}
where teller + volgens_plan_met_vervolg_aantal > noemer
union all
select
    'uitval' as kpi,
    jaar,
    perceel,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_uitval') }}
where
    teller > noemer_excl
    or noemer_excl > noemer
    or na_beoordeling_teller > teller
union all
select
    'afschaling' as kpi,
    jaar,
    perceel,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_afschaling') }}
where teller > noemer
