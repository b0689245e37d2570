-- a year is what its last month is
with grens as (
    select
        jaar,
        min(maand) as eerste_dag,
        max(maand) as laatste_maand
    from {{ ref('dim_maand') }}
    group by jaar
)

select
    grens.jaar,
    grens.eerste_dag,
    maand.laatste_dag,
    maand.dagen_ytd_aantal as dagen_aantal,
    maand.is_volledig,
    maand.is_voorlopig
from grens
inner join {{ ref('dim_maand') }} as maand on grens.laatste_maand = maand.maand
