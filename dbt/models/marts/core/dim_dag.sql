-- from the year of HISTORIE_VANAF, or of an earlier message, up to the year of the furthest date that still counts
with nummer as (
    {{ reeks(131072) }}
),

-- no message is older than the calendar of working days can be; a Dagtekening before 1900 is a typing error
bericht as (
    select min(dagtekening) as eerste_dagtekening
    from {{ ref('int_bericht') }}
    where dagtekening >= cast('1900-01-01' as date)
),

grens as (
    select
        instelling.historie_tot,
        {{ begin_van('year', 'case
            when bericht.eerste_dagtekening < instelling.historie_vanaf then bericht.eerste_dagtekening
            else instelling.historie_vanaf
        end') }} as eerste_dag
    from {{ ref('int_instelling') }} as instelling
    cross join bericht
),

dag as (
    select
        {{ dag_plus('grens.eerste_dag', 'nummer.generated_number - 1') }} as datum,
        grens.historie_tot
    from nummer
    cross join grens
),

vrij as (
    select
        datum,
        min(feestdag) as feestdag
    from {{ ref('feestdag') }}
    where case when {{ parameter('feestdag_variant') }} = 'a' then is_vrij_a else is_vrij_b end
    group by datum
),

werkdag as (
    select
        dag.datum,
        cast(extract(year from dag.datum) as integer) as jaar,
        {{ begin_van('month', 'dag.datum') }} as maand,
        -- 1 January 1900 was a Monday
        cast(mod({{ dag_nr('dag.datum') }}, 7) as integer) + 1 as weekdag_nr,
        vrij.feestdag
    from dag
    left join vrij on dag.datum = vrij.datum
    where extract(year from dag.datum) <= extract(year from dag.historie_tot)
)

select
    datum,
    jaar,
    maand,
    weekdag_nr,
    feestdag,
    weekdag_nr <= 5 and feestdag is null as is_werkdag,
    cast(sum(case when weekdag_nr <= 5 and feestdag is null then 1 else 0 end) over (
        order by datum
        rows between unbounded preceding and current row
    ) as integer) as werkdag_nr
from werkdag
