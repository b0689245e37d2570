select
    wet,
    gemeente_code,
    aanbieder_agb,
    maand,
    cast(gedeclareerd_eur as decimal(18, 2)) as gedeclareerd_eur,
    declaratie_pct,
    verwacht_eur,
    laag_eur,
    hoog_eur,
    is_gedeclareerd,
    gedeclareerd_tot
from {{ ref('int_declaratieschatting') }}
where zorgterrein = 'ALLE'
