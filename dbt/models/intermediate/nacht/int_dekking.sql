-- from which month on the messages are complete; what lies before may rest on messages that were never received
with gemeente as (
    select distinct
        wet,
        gemeente_code
    from {{ ref('int_bericht') }}
    union distinct
    select
        wet,
        gemeente_code
    from {{ ref('stg_geweigerd') }}
    where
        wet is not null
        and gemeente_code is not null
),

bezwaar as (
    select
        wet,
        gemeente_code,
        {{ dag_plus(laatste_dag_van_maand('max(maand)'), 1) }} as vanaf
    from {{ ref('int_dekking_maand') }}
    where
        heeft_bezwaar
        and gemeente_code <> 'ALLE'
    group by wet, gemeente_code
),

-- the row that says most about this gemeente and law counts, and of two of those the later day
opgegeven as (
    select
        gemeente.wet,
        gemeente.gemeente_code,
        dekking.vanaf,
        row_number() over (
            partition by gemeente.wet, gemeente.gemeente_code
            order by
                case when dekking.gemeente_code is not null then 0 else 1 end,
                case when dekking.wet is not null then 0 else 1 end,
                dekking.vanaf desc
        ) as rang
    from gemeente
    inner join {{ ref('stg_dekking') }} as dekking
        on
            coalesce(dekking.wet, gemeente.wet) = gemeente.wet
            and coalesce(dekking.gemeente_code, gemeente.gemeente_code) = gemeente.gemeente_code
),

-- only a whole month is covered; no objection is as if there was never a gap
per_gemeente as (
    select
        gemeente.wet,
        gemeente.gemeente_code,
        coalesce(
            case
                when {{ begin_van('month', 'opgegeven.vanaf') }} = opgegeven.vanaf then opgegeven.vanaf
                else {{ dag_plus(laatste_dag_van_maand('opgegeven.vanaf'), 1) }}
            end,
            bezwaar.vanaf,
            cast('0001-01-01' as date)
        ) as gedekt_vanaf
    from gemeente
    left join bezwaar
        on
            gemeente.wet = bezwaar.wet
            and gemeente.gemeente_code = bezwaar.gemeente_code
    left join opgegeven
        on
            gemeente.wet = opgegeven.wet
            and gemeente.gemeente_code = opgegeven.gemeente_code
            and opgegeven.rang = 1
)

select
    wet,
    gemeente_code,
    gedekt_vanaf
from per_gemeente
union all
select
    wet,
    'ALLE' as gemeente_code,
    max(gedekt_vanaf) as gedekt_vanaf
from per_gemeente
group by wet
