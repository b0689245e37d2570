-- no chain of successions longer than stg_opvolging follows, and none in a circle
select
    opvolging.soort,
    opvolging.oude_code
from {{ ref('stg_opvolging') }} as opvolging
inner join {{ ref('stg_opvolging') }} as volgende
    on
        opvolging.soort = volgende.soort
        and opvolging.code_nu = volgende.oude_code
