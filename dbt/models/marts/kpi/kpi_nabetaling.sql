-- between two monthly overviews: what became known of months that the former already showed is paid afterwards, in the
-- month of knowledge (K002-18); the month of service shows it in kpi_plekken_realisatie
with overzicht as (
    select *
    from {{ ref('int_bevroren_plekken') }}
    where soort = 'maandoverzicht'
),

moment as (
    select
        moment,
        max(maand) as laatste_maand,
        lag(moment) over (order by moment) as vorig_moment
    from overzicht
    group by moment
)

select
    moment.moment as kennisdatum,
    moment.vorig_moment as vorige_kennisdatum,
    toen.wet,
    toen.gemeente_code,
    toen.aanbieder_agb,
    toen.productcode,
    toen.maand as tot_en_met_maand,
    toen.realisatie_ytd_eur as realisatie_ytd_toen_eur,
    later.realisatie_ytd_eur as realisatie_ytd_later_eur,
    cast(later.realisatie_ytd_eur - toen.realisatie_ytd_eur as decimal(18, 2)) as nabetaling_eur,
    {{ is_onvolledig(begin_van('year', 'toen.maand')) }} as onvolledig
from moment
inner join overzicht as later on moment.moment = later.moment
inner join overzicht as toen
    on
        moment.vorig_moment = toen.moment
        and later.wet = toen.wet
        and later.gemeente_code = toen.gemeente_code
        and later.aanbieder_agb = toen.aanbieder_agb
        and coalesce(later.productcode, '~') = coalesce(toen.productcode, '~')
        and later.maand = toen.maand
{{ met_dekking('toen') }}
where later.realisatie_ytd_eur <> toen.realisatie_ytd_eur
