-- what a place cost this year up to the last month, and in the same months of last year; of products with a price for
-- every day
with rij as (
    select
        wet,
        productcode,
        maand,
        plekken_ytd,
        realisatie_ytd_eur,
        {{ als_double('realisatie_ytd_eur') }} / plekken_ytd as euro_per_plek
    from {{ ref('kpi_plekken_realisatie') }}
    where
        gemeente_code = 'ALLE'
        and aanbieder_agb = 'ALLE'
        and productcode <> 'ALLE'
        and plekken_ytd > 0
        and realisatie_ytd_eur > 0
        and zorgdagen_zonder_prijs_ytd = 0
),

laatste as (
    select max(maand) as maand
    from rij
)

select
    nu.wet,
    nu.productcode,
    nu.maand,
    nu.plekken_ytd,
    nu.realisatie_ytd_eur,
    nu.euro_per_plek,
    toen.euro_per_plek as euro_per_plek_vorig_jaar,
    100 * (nu.euro_per_plek / toen.euro_per_plek - 1) as verschil_pct
from rij as nu
inner join laatste on nu.maand = laatste.maand
inner join rij as toen
    on
        nu.wet = toen.wet
        and nu.productcode = toen.productcode
        and {{ maand_nr('nu.maand') }} - 12 = {{ maand_nr('toen.maand') }}
