-- never more changes asked for than changes made
select
    wet,
    gemeente_code,
    aanbieder_agb,
    maand
from {{ ref('kpi_gebruik_317') }}
where met_317_aantal > wijzigingen_aantal
