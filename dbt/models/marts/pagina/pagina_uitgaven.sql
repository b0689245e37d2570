-- what is not declared yet is no figure: a later month shows where the last declared one stood
select
    uitgaven.wet,
    uitgaven.zorgterrein,
    uitgaven.gemeente_code,
    uitgaven.maand,
    stand.realisatie_ytd_eur,
    stand.verschil_prognose_eur,
    stand.verschil_vorig_jaar_eur,
    stand.jaareinde_lineair_eur,
    stand.jaareinde_seizoen_eur,
    cast(extract(month from stand.maand) as integer) as gedeclareerd_aantal,
    uitgaven.voorlopig,
    uitgaven.onvolledig
from {{ ref('kpi_uitgaven') }} as uitgaven
left join {{ ref('kpi_uitgaven') }} as stand
    on
        uitgaven.wet = stand.wet
        and uitgaven.zorgterrein = stand.zorgterrein
        and uitgaven.gemeente_code = stand.gemeente_code
        and stand.maand = {{ vroegste('uitgaven.gedeclareerd_tot', 'uitgaven.maand') }}
        and extract(year from uitgaven.maand) = extract(year from stand.maand)
