-- K002-02: what was counted is days x price / norm duration, so the price follows from it: the mean one where providers
-- or months differ
with opgeteld as (
    select
        *,
        sum(zorgdagen) over (
            partition by wet, gemeente_code, aanbieder_agb, productcode, extract(year from maand)
            order by maand
            rows between unbounded preceding and current row
        ) - zorgdagen_zonder_prijs_ytd as zorgdagen_met_prijs_ytd
    from {{ ref('kpi_plekken_realisatie') }}
)

select
    opgeteld.wet,
    opgeteld.gemeente_code,
    opgeteld.aanbieder_agb,
    opgeteld.productcode,
    opgeteld.maand,
    opgeteld.plekken_ytd,
    opgeteld.plekken_ytd_vorig_jaar,
    opgeteld.plekken_ytd - opgeteld.plekken_ytd_vorig_jaar as verschil_plekken,
    opgeteld.unieke_clienten_ytd,
    opgeteld.realisatie_ytd_eur,
    opgeteld.voorschot_ytd_eur,
    opgeteld.saldo_ytd_eur,
    opgeteld.zorgdagen_zonder_prijs_ytd,
    cast(
        {{ als_double('opgeteld.realisatie_ytd_eur') }} * product.normlooptijd_dagen
        / nullif(opgeteld.zorgdagen_met_prijs_ytd, 0) as decimal(18, 2)
    ) as prijs_eur,
    opgeteld.voorlopig,
    opgeteld.onvolledig
from opgeteld
left join {{ ref('dim_product') }} as product
    on
        opgeteld.wet = product.wet
        and opgeteld.productcode = product.productcode
