-- complete months from the year of HISTORIE_VANAF on, for models that dim_maand itself rests on
with nummer as (
    {{ reeks(131072) }}
),

dag as (
    select
        {{ dag_plus(begin_van('year', 'instelling.historie_vanaf'), 'nummer.generated_number - 1') }} as datum,
        instelling.peildatum
    from nummer
    cross join {{ ref('int_instelling') }} as instelling
),

maand as (
    select
        {{ begin_van('month', 'datum') }} as maand,
        max(datum) as laatste_dag,
        max(peildatum) as peildatum
    from dag
    where datum <= peildatum
    group by {{ begin_van('month', 'datum') }}
)

select
    maand,
    laatste_dag
from maand
where laatste_dag = {{ laatste_dag_van_maand('maand') }}
