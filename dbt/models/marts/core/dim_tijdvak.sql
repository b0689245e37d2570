-- of one month, or of the twelve that end with it
with maand as (
    select
        maand,
        jaar,
        laatste_dag,
        is_volledig,
        cast({{ maand_nr('maand') }} as integer) as maand_nr
    from {{ ref('dim_maand') }}
),

deel as (
    select
        'maand' as soort,
        maand_nr as periode_nr,
        substring(cast(maand as {{ tekst_type() }}), 1, 7) as periode,
        maand,
        laatste_dag,
        is_volledig
    from maand
    union all
    select
        '12 maanden' as soort,
        einde.maand_nr as periode_nr,
        substring(cast(einde.maand as {{ tekst_type() }}), 1, 7) as periode,
        maand.maand,
        maand.laatste_dag,
        maand.is_volledig
    from maand as einde
    inner join maand on maand.maand_nr between einde.maand_nr - 11 and einde.maand_nr
    where einde.is_volledig
    union all
    select
        'kwartaal' as soort,
        cast({{ kwartaal_nr('maand') }} as integer) as periode_nr,
        cast(jaar as {{ tekst_type() }}) || '-K' || cast(extract(quarter from maand) as {{ tekst_type() }}) as periode,
        maand,
        laatste_dag,
        is_volledig
    from maand
    union all
    select
        'jaar' as soort,
        jaar as periode_nr,
        cast(jaar as {{ tekst_type() }}) as periode,
        maand,
        laatste_dag,
        is_volledig
    from maand
    union all
    select
        'jaar tot en met' as soort,
        einde.maand_nr as periode_nr,
        substring(cast(einde.maand as {{ tekst_type() }}), 1, 7) as periode,
        maand.maand,
        maand.laatste_dag,
        maand.is_volledig
    from maand as einde
    inner join maand
        on
            einde.jaar = maand.jaar
            and einde.maand >= maand.maand
    where einde.is_volledig
)

select
    soort,
    periode_nr,
    periode,
    maand,
    min(maand) over (partition by soort, periode_nr) as eerste_maand,
    max(maand) over (partition by soort, periode_nr) as laatste_maand,
    max(laatste_dag) over (partition by soort, periode_nr) as laatste_dag,
    min(case when is_volledig then 1 else 0 end) over (partition by soort, periode_nr) = 1 as is_volledig
from deel
