-- every figure of stoplicht; each term is one
select
    kpi,
    'kpi_' || kpi as tabel,
    naam,
    eenheid,
    richting,
    eigenaar,
    teller,
    noemer,
    heeft_norm,
    lopend_jaar_vergelijkbaar,
    bron
from {{ ref('kpi') }}
where
    in_stoplicht
    and kpi <> 'termijn'

union all

select
    termijn.termijn as kpi,
    'kpi_termijn' as tabel,
    kpi.naam || ': ' || termijn.omschrijving as naam,
    kpi.eenheid,
    kpi.richting,
    termijn.eigenaar,
    kpi.teller,
    kpi.noemer,
    true as heeft_norm,
    kpi.lopend_jaar_vergelijkbaar,
    termijn.bron
from {{ ref('termijn') }} as termijn
inner join {{ ref('kpi') }} as kpi on kpi.kpi = 'termijn'
where termijn.in_stoplicht
