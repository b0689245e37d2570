-- what was known on the days on which figures are frozen, beside what is known now, of the month that it was about
select
    'plekken' as wat,
    wet,
    gemeente_code,
    aanbieder_agb,
    'ALLE' as zorgterrein,
    cast(extract(year from maand) as integer) as jaar,
    {{ dagen_tussen('moment', "cast('2000-01-01' as date)") }} as volgorde,
    moment,
    soort,
    {{ dag_tekst('moment') }} || ', ' || soort || ' tot en met ' || substring({{ dag_tekst('maand') }}, 4, 7) as regel,
    plekken_ytd_toen,
    plekken_ytd_nu,
    realisatie_ytd_toen_eur as toen_eur,
    realisatie_ytd_nu_eur as nu_eur,
    verschil_realisatie_eur as verschil_eur,
    voorschot_ytd_toen_eur as naast_toen_eur,
    voorschot_ytd_nu_eur as naast_nu_eur,
    false as voorlopig,
    onvolledig
from {{ ref('kpi_bevroren_plekken') }}
where
    productcode = 'ALLE'
    and is_verslagmaand
union all
select
    'uitgaven' as wat,
    wet,
    gemeente_code,
    'ALLE' as aanbieder_agb,
    zorgterrein,
    cast(extract(year from maand) as integer) as jaar,
    {{ dagen_tussen('moment', "cast('2000-01-01' as date)") }} as volgorde,
    moment,
    soort,
    {{ dag_tekst('moment') }} || ', ' || soort || ' tot en met ' || substring({{ dag_tekst('maand') }}, 4, 7) as regel,
    {{ als_double('null') }} as plekken_ytd_toen,
    {{ als_double('null') }} as plekken_ytd_nu,
    realisatie_ytd_toen_eur as toen_eur,
    realisatie_ytd_nu_eur as nu_eur,
    verschil_realisatie_eur as verschil_eur,
    prognose_ytd_toen_eur as naast_toen_eur,
    prognose_ytd_nu_eur as naast_nu_eur,
    false as voorlopig,
    onvolledig
from {{ ref('kpi_bevroren_uitgaven') }}
where is_verslagmaand
