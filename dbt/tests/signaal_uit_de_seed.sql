-- only signals that the seed calls computed are in the table
select kpi.signaal
from {{ ref('kpi_signaal') }} as kpi
inner join {{ ref('signaal') }} as signaal on kpi.signaal = signaal.signaal
where signaal.status <> 'berekend'
