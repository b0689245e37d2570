-- the shares of the definitive reasons of a row add up to everything, and their stops to the total
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_reden_beeindiging') }}
group by jaar, wet, gemeente_code, aanbieder_agb
having
    sum(case when reden_beeindiging <> 'ALLE' and aandeel_pct is not null then stops_aantal else 0 end)
    <> sum(case when reden_beeindiging = 'ALLE' then stops_aantal else 0 end)
