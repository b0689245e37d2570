-- a product code may be NULL: compared through a text, as no join on it finds NULL
with verslagmaand as (
    select
        moment,
        max(maand) as laatste_maand
    from {{ ref('int_bevroren_plekken') }}
    group by moment
)

select
    toen.moment,
    toen.soort,
    toen.wet,
    toen.gemeente_code,
    toen.aanbieder_agb,
    toen.productcode,
    toen.maand,
    -- the budget talks look at the last complete month, the monthly overview at the one before (K002-21)
    case
        when toen.soort = 'maandoverzicht' then toen.maand < verslagmaand.laatste_maand
        else toen.maand = verslagmaand.laatste_maand
    end as is_verslagmaand,
    toen.plekken_ytd as plekken_ytd_toen,
    nu.plekken_ytd as plekken_ytd_nu,
    toen.realisatie_ytd_eur as realisatie_ytd_toen_eur,
    nu.realisatie_ytd_eur as realisatie_ytd_nu_eur,
    cast(nu.realisatie_ytd_eur - toen.realisatie_ytd_eur as decimal(18, 2)) as verschil_realisatie_eur,
    toen.voorschot_ytd_eur as voorschot_ytd_toen_eur,
    nu.voorschot_ytd_eur as voorschot_ytd_nu_eur,
    {{ is_onvolledig(begin_van('year', 'toen.maand')) }} as onvolledig
from {{ ref('int_bevroren_plekken') }} as toen
inner join verslagmaand on toen.moment = verslagmaand.moment
left join {{ ref('kpi_plekken_realisatie') }} as nu
    on
        toen.wet = nu.wet
        and toen.gemeente_code = nu.gemeente_code
        and toen.aanbieder_agb = nu.aanbieder_agb
        and coalesce(toen.productcode, '~') = coalesce(nu.productcode, '~')
        and toen.maand = nu.maand
{{ met_dekking('toen') }}
