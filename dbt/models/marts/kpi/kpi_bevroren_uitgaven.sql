with verslagmaand as (
    select
        moment,
        max(maand) as laatste_maand
    from {{ ref('int_bevroren_uitgaven') }}
    group by moment
)

select
    toen.moment,
    toen.soort,
    toen.wet,
    toen.zorgterrein,
    toen.gemeente_code,
    toen.maand,
    -- of the days before costs stopped at the last declared month nothing is known about it
    toen.gedeclareerd_tot as gedeclareerd_tot_toen,
    case
        when toen.soort = 'maandoverzicht'
            then {{ dag_plus(laatste_dag_van_maand('toen.maand'), 1) }} = verslagmaand.laatste_maand
        else toen.maand = {{ vroegste('verslagmaand.laatste_maand', 'toen.gedeclareerd_tot') }}
    end as is_verslagmaand,
    toen.realisatie_ytd_eur as realisatie_ytd_toen_eur,
    nu.realisatie_ytd_eur as realisatie_ytd_nu_eur,
    cast(nu.realisatie_ytd_eur - toen.realisatie_ytd_eur as decimal(18, 2)) as verschil_realisatie_eur,
    toen.prognose_ytd_eur as prognose_ytd_toen_eur,
    nu.prognose_ytd_eur as prognose_ytd_nu_eur,
    {{ is_onvolledig(begin_van('year', 'toen.maand')) }} as onvolledig
from {{ ref('int_bevroren_uitgaven') }} as toen
inner join verslagmaand on toen.moment = verslagmaand.moment
left join {{ ref('kpi_uitgaven') }} as nu
    on
        toen.wet = nu.wet
        and toen.zorgterrein = nu.zorgterrein
        and toen.gemeente_code = nu.gemeente_code
        and toen.maand = nu.maand
{{ met_dekking('toen') }}
