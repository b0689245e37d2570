-- a client with several types counts once in the total (A3): between the largest type and the types together
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_uitstroomtype') }}
group by jaar, wet, gemeente_code, aanbieder_agb
having
    max(case when uitstroomtype = 'ALLE' then clienten_aantal end)
    not between max(case when uitstroomtype <> 'ALLE' then clienten_aantal end)
    and sum(case when uitstroomtype <> 'ALLE' then clienten_aantal end)
    or sum(case when clienten_aantal > toewijzingen_aantal then 1 else 0 end) > 0
    or sum(case when overleden_of_verhuisd_aantal > clienten_aantal then 1 else 0 end) > 0
