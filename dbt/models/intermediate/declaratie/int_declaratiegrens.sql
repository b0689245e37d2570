-- a year of which nothing is declared yet ends the day before it began
select
    cast(extract(year from maand.maand) as integer) as jaar,
    graad.wet,
    graad.gemeente_code,
    max(case when maand.maand <= graad.gedeclareerd_tot then maand.maand end) as gedeclareerd_tot,
    coalesce(
        max(case when maand.maand <= graad.gedeclareerd_tot then maand.laatste_dag end),
        {{ dag_plus('min(maand.maand)', -1) }}
    ) as laatste_dag,
    cast(sum(case when maand.maand <= graad.gedeclareerd_tot then 1 else 0 end) as integer) as maanden_aantal
from (
    {{ gedeclareerd_per_gemeente() }}
) as graad
cross join {{ ref('int_maand') }} as maand
group by extract(year from maand.maand), graad.wet, graad.gemeente_code
