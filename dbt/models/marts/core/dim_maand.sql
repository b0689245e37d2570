with maand as (
    select
        jaar,
        maand,
        max(datum) as laatste_dag,
        cast(count(*) as integer) as dagen_aantal
    from {{ ref('dim_dag') }}
    group by jaar, maand
)

select
    maand.maand,
    maand.jaar,
    maand.laatste_dag,
    maand.dagen_aantal,
    cast(sum(maand.dagen_aantal) over (
        partition by maand.jaar
        order by maand.maand
        rows between unbounded preceding and current row
    ) as integer) as dagen_ytd_aantal,
    maand.laatste_dag <= instelling.peildatum as is_volledig
from maand
cross join {{ ref('int_instelling') }} as instelling
