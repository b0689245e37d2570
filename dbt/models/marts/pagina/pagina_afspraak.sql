select
    afspraak.wet,
    afspraak.jaar,
    afspraak.aanbieder_agb,
    afspraak.kpi,
    -- the latest year first
    -afspraak.jaar as volgorde,
    coalesce(kpi.naam, afspraak.kpi) as naam,
    cast(afspraak.jaar as {{ tekst_type() }}) as geldt_in,
    afspraak.afspraak
from {{ ref('stoplicht_afspraak') }} as afspraak
left join {{ ref('dim_kpi') }} as kpi on afspraak.kpi = kpi.kpi
