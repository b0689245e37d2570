with maand as (
    select
        jaar,
        maand,
        cast({{ maand_nr('maand') }} as integer) as maand_nr,
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
    maand.laatste_dag <= instelling.peildatum as is_volledig,
    -- A12: until then messages still come in and are still corrected
    later.laatste_dag as definitief_vanaf,
    maand.laatste_dag > instelling.peildatum
    or coalesce(later.laatste_dag > instelling.kennisdatum, true) as is_voorlopig
from maand
cross join {{ ref('int_instelling') }} as instelling
left join maand as later
    on later.maand_nr = maand.maand_nr + cast({{ parameter('voorlopig_maanden') }} as integer)
