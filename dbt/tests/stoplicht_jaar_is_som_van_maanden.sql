-- what exists per month and per year counts the same cases; small months stand over twelve on the stoplicht
with maand as (
    select
        waarde.kpi,
        waarde.wet,
        waarde.zorgterrein,
        waarde.gemeente_code,
        waarde.aanbieder_agb,
        extract(year from waarde.periode_einde) as jaar,
        sum(waarde.teller) as teller,
        sum(waarde.noemer) as noemer
    from {{ ref('kpi_waarde') }} as waarde
    inner join {{ ref('dim_maat') }} as maat
        on
            waarde.kpi = maat.kpi
            and waarde.maat = maat.maat
            and maat.in_stoplicht
    where waarde.soort = 'maand'
    group by
        waarde.kpi, waarde.wet, waarde.zorgterrein, waarde.gemeente_code, waarde.aanbieder_agb,
        extract(year from waarde.periode_einde)
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
