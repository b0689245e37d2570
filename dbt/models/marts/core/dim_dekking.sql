with maand as (
    select
        dekking.wet,
        dekking.gemeente_code,
        kalender.maand,
        coalesce(telling.records_aantal, 0) as records_aantal,
        coalesce(telling.geweigerd_aantal, 0) as geweigerd_aantal,
        kalender.maand >= dekking.gedekt_vanaf as is_gedekt,
        -- a month without records shows the share of the next that has them, with which it is judged
        min(case when telling.records_aantal > 0 then kalender.maand end) over (
            partition by dekking.wet, dekking.gemeente_code
            order by kalender.maand
            rows between current row and unbounded following
        ) as beoordeelde_maand
    from {{ ref('int_dekking') }} as dekking
    inner join {{ ref('dim_maand') }} as kalender on kalender.is_volledig
    left join {{ ref('int_dekking_maand') }} as telling
        on
            dekking.wet = telling.wet
            and dekking.gemeente_code = telling.gemeente_code
            and kalender.maand = telling.maand
)

select
    maand.wet,
    maand.gemeente_code,
    maand.maand,
    maand.records_aantal,
    telling.dekking_pct,
    maand.geweigerd_aantal,
    maand.is_gedekt,
    min(case when maand.is_gedekt then maand.maand end) over (
        partition by maand.wet, maand.gemeente_code
    ) as dekking_vanaf
from maand
left join {{ ref('int_dekking_maand') }} as telling
    on
        maand.wet = telling.wet
        and maand.gemeente_code = telling.gemeente_code
        and maand.beoordeelde_maand = telling.maand
