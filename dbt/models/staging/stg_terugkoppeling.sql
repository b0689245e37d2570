-- of more answers on one finding the latest counts
with gerangschikt as (
    select
        bevinding_id,
        status,
        row_number() over (
            partition by bevinding_id
            order by case when datum is null then 1 else 0 end, datum desc, status asc
        ) as rang
    from {{ source('raw', 'ref_kwaliteit_terugkoppeling') }}
)

select
    bevinding_id,
    status
from gerangschikt
where rang = 1
