-- every measure column of the KPI tables, out of their yml
with maat as (
    {{ maten_van_het_project() }}
),

termijn as (
    select alle.kpi
    from (
        {{ termijn_kpis() }}
    ) as alle
    inner join {{ ref('stoplicht_kpi') }} as gekozen on alle.kpi = gekozen.kpi
),

-- a term is a KPI of its own
per_kpi as (
    select
        coalesce(termijn.kpi, maat.kpi) as kpi,
        maat.maat,
        maat.tabel,
        maat.naam,
        maat.eenheid,
        maat.soort,
        maat.statistiek,
        maat.teller,
        maat.noemer,
        maat.factor,
        maat.vorige,
        maat.is_optelbaar,
        maat.is_optelbaar_in_tijd,
        maat.venster,
        maat.eigenaar
    from maat
    left join termijn on maat.is_per_termijn = 1
)

select
    per_kpi.kpi,
    per_kpi.maat,
    per_kpi.tabel,
    per_kpi.naam,
    per_kpi.eenheid,
    per_kpi.soort,
    per_kpi.statistiek,
    per_kpi.teller,
    per_kpi.noemer,
    case when per_kpi.teller is not null and per_kpi.noemer is not null then per_kpi.factor end as factor,
    per_kpi.vorige,
    per_kpi.is_optelbaar = 1 as optelbaar,
    per_kpi.is_optelbaar_in_tijd = 1 as optelbaar_in_tijd,
    case when per_kpi.maat = stoplicht.maat then stoplicht.richting end as richting,
    coalesce(stoplicht.eigenaar, per_kpi.eigenaar) as eigenaar,
    case when per_kpi.maat = stoplicht.maat then stoplicht.minimum_n end as minimum_n,
    per_kpi.venster,
    coalesce(per_kpi.maat = stoplicht.maat, false) as in_stoplicht
from per_kpi
left join {{ ref('stoplicht_kpi') }} as stoplicht on per_kpi.kpi = stoplicht.kpi
