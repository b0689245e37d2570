-- what came in and went out in the last year that has months, up to its last one
with laatste as (
    select max(maand) as maand
    from {{ ref('kpi_lopende_voorzieningen') }}
),

jaar as (
    select
        kpi.wet,
        kpi.gemeente_code,
        kpi.aanbieder_agb,
        laatste.maand,
        sum(kpi.instroom) as instroom,
        sum(kpi.uitstroom) as uitstroom,
        max(case when kpi.maand = laatste.maand then kpi.stand end) as stand
    from {{ ref('kpi_lopende_voorzieningen') }} as kpi
    inner join laatste on extract(year from kpi.maand) = extract(year from laatste.maand)
    where kpi.inkoopcategorie = 'ALLE'
    group by kpi.wet, kpi.gemeente_code, kpi.aanbieder_agb, laatste.maand
)

select
    wet,
    gemeente_code,
    aanbieder_agb,
    maand,
    cast(stand - instroom + uitstroom as bigint) as stand_begin,
    cast(instroom as bigint) as instroom,
    cast(uitstroom as bigint) as uitstroom,
    cast(stand as bigint) as stand
from jaar
where stand is not null
