-- every figure of stoplicht; each term is one, or two where either party may owe it
with termijn as (
    {{ termijn_kpis() }}
)

select
    maat.kpi,
    case when termijn.kpi is null then 'kpi_' || maat.kpi else 'kpi_termijn' end as tabel,
    maat.naam || coalesce(': ' || termijn.omschrijving, '') as naam,
    maat.eenheid,
    maat.richting,
    maat.eigenaar,
    maat.teller,
    maat.noemer,
    coalesce(kpi.heeft_norm, true) as heeft_norm,
    maat.lopend_jaar_vergelijkbaar,
    maat.noemer_eenheid,
    maat.minimum_n,
    maat.is_over_12_maanden,
    maat.is_deel,
    termijn.termijn,
    termijn.verantwoordelijke,
    coalesce(kpi.bron, termijn.bron) as bron
from {{ ref('stoplicht_kpi') }} as maat
left join {{ ref('kpi') }} as kpi on maat.kpi = kpi.kpi
left join termijn on maat.kpi = termijn.kpi
