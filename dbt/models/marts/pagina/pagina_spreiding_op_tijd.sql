with meting as (
    select
        maat.volgorde,
        maat.naam as maat,
        maat.decimalen,
        maat.eenheid,
        maat.noemer_eenheid as telt,
        termijn.wet,
        termijn.gemeente_code,
        termijn.aanbieder_agb,
        cast(extract(year from termijn.maand) as integer) as jaar,
        {{ percentage('sum(termijn.binnen_norm)', 'sum(termijn.totaal)') }} as waarde,
        cast(sum(termijn.totaal) as integer) as n,
        max(case when termijn.voorlopig then 1 else 0 end) = 1 as voorlopig,
        max(case when termijn.onvolledig then 1 else 0 end) = 1 as onvolledig
    from {{ ref('kpi_termijn') }} as termijn
    inner join {{ ref('spreiding_maat') }} as maat
        on
            termijn.termijn = maat.bron
            and maat.blok = 'op_tijd'
    where
        termijn.verantwoordelijke = 'aanbieder'
        and termijn.totaal > 0
    group by
        maat.volgorde,
        maat.naam,
        maat.decimalen,
        maat.eenheid,
        maat.noemer_eenheid,
        termijn.wet,
        termijn.gemeente_code,
        termijn.aanbieder_agb,
        extract(year from termijn.maand)
),

spreiding as (
    {{ met_spreiding('meting') }}
)

select *
from spreiding
