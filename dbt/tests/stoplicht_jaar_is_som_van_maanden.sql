-- what exists per month and per year counts the same cases
with maand as (
    select
        kpi,
        wet,
        zorgterrein,
        gemeente_code,
        aanbieder_agb,
        extract(year from periode_einde) as jaar,
        sum(teller) as teller,
        sum(noemer) as noemer
    from {{ ref('stoplicht') }}
    where periode_soort = 'maand'
    group by kpi, wet, zorgterrein, gemeente_code, aanbieder_agb, extract(year from periode_einde)
)

select
    jaar.kpi,
    jaar.wet,
    jaar.zorgterrein,
    jaar.gemeente_code,
    jaar.aanbieder_agb,
    jaar.periode
from {{ ref('stoplicht') }} as jaar
inner join maand
    on
        jaar.kpi = maand.kpi
        and jaar.wet = maand.wet
        and jaar.zorgterrein = maand.zorgterrein
        and jaar.gemeente_code = maand.gemeente_code
        and jaar.aanbieder_agb = maand.aanbieder_agb
        and extract(year from jaar.periode_einde) = maand.jaar
where
    jaar.periode_soort = 'jaar'
    and (abs(jaar.teller - maand.teller) > 0.001 or abs(jaar.noemer - maand.noemer) > 0.001)
