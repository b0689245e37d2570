-- every toewijzing belongs to one chain, and a chain to its toewijzingen
with toewijzing as (
    select
        wet,
        count(*) as aantal
    from {{ ref('fct_toewijzing') }}
    group by wet
),

traject as (
    select
        wet,
        sum(toewijzingen_aantal) as aantal
    from {{ ref('fct_traject') }}
    group by wet
)

select
    toewijzing.wet,
    toewijzing.aantal,
    traject.aantal as aantal_in_traject
from toewijzing
left join traject on toewijzing.wet = traject.wet
where toewijzing.aantal <> coalesce(traject.aantal, 0)
