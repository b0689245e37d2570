-- choices of the municipality; of several values for one parameter none is meant (a finding on the table)
select
    parameter,
    min(waarde) as waarde
from {{ source('raw', 'ref_parameter') }}
group by parameter
having count(distinct waarde) = 1
