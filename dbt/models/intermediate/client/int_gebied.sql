-- a pc4 over several wijken counts in the one with the largest part
with gerangschikt as (
    select
        pc4,
        wijk_code,
        wijk_naam,
        row_number() over (
            partition by pc4
            order by coalesce(aandeel_pct, 0) desc, wijk_code
        ) as rang
    from {{ ref('stg_gebied') }}
)

select
    pc4,
    wijk_code,
    wijk_naam
from gerangschikt
where rang = 1
