-- the statement of a year (K002-18): as it was known on the day it was frozen, or else as it is known now, and what
-- changed since
with jaar as (
    select
        jaar,
        max(moment) as vastgelegd_op
    from {{ ref('int_bevroren_jaarplekken') }}
    group by jaar
),

beide as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        tot_en_met_maand,
        betaling,
        afgesproken_plekken,
        zorgdagen,
        plekken,
        prijs_eur,
        realisatie_eur,
        voorschot_eur,
        saldo_eur,
        zorgdagen_zonder_prijs,
        voorlopig,
        onvolledig,
        1 as is_toen
    from {{ ref('int_bevroren_jaarplekken') }}
    union all
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        tot_en_met_maand,
        betaling,
        afgesproken_plekken,
        zorgdagen,
        plekken,
        prijs_eur,
        realisatie_eur,
        voorschot_eur,
        saldo_eur,
        zorgdagen_zonder_prijs,
        voorlopig,
        onvolledig,
        0 as is_toen
    from {{ ref('jaarstand_plekken') }}
),

-- two rows become one, whichever of the two there is: a join on a product code that may be NULL finds nothing
naast as (
    select
        beide.jaar,
        beide.wet,
        beide.gemeente_code,
        beide.aanbieder_agb,
        beide.productcode,
        jaar.vastgelegd_op,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.tot_en_met_maand end)
            as tot_en_met_maand,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.betaling end) as betaling,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.afgesproken_plekken end)
            as afgesproken_plekken,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.zorgdagen end) as zorgdagen,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.plekken end) as plekken,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.prijs_eur end) as prijs_eur,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.realisatie_eur end)
            as realisatie_eur,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.voorschot_eur end)
            as voorschot_eur,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.saldo_eur end) as saldo_eur,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then beide.zorgdagen_zonder_prijs end)
            as zorgdagen_zonder_prijs,
        max(case when beide.is_toen = 0 then beide.saldo_eur end) as saldo_nu,
        max(case when beide.is_toen = 1 or jaar.vastgelegd_op is null then 1 else 0 end) as heeft_toen,
        max(1 - beide.is_toen) as heeft_nu,
        max(case when beide.voorlopig and (beide.is_toen = 1 or jaar.vastgelegd_op is null) then 1 else 0 end)
            as is_voorlopig,
        max(case when beide.onvolledig then 1 else 0 end) as is_onvolledig
    from beide
    left join jaar on beide.jaar = jaar.jaar
    group by
        beide.jaar,
        beide.wet,
        beide.gemeente_code,
        beide.aanbieder_agb,
        beide.productcode,
        jaar.vastgelegd_op
),

-- what was not there is 0 in a sum; what was there without an amount is unknown, and so is then the sum
regel as (
    select
        naast.*,
        case when naast.heeft_toen = 0 then 0 else naast.realisatie_eur end as realisatie_telt,
        case when naast.heeft_toen = 0 then 0 else naast.voorschot_eur end as voorschot_telt,
        case when naast.heeft_toen = 0 then 0 else naast.saldo_eur end as saldo_telt,
        case when naast.heeft_nu = 0 then 0 else naast.saldo_nu end as saldo_nu_telt
    from naast
),

soort as (
    select 0 as is_alles
    union all
    select 1 as is_alles
),

-- a claim is paid by itself: an advance on it is shown and settled by nobody
telt as (
    select
        regel.*,
        soort.is_alles,
        case when soort.is_alles = 1 then 'ALLE' else regel.gemeente_code end as gemeente
    from regel
    cross join soort
    where
        coalesce(regel.betaling, '~') <> 'per prestatie'
        and (soort.is_alles = 1 or regel.gemeente_code <> 'ALLE')
),

totaal as (
    select
        jaar,
        wet,
        gemeente as gemeente_code,
        aanbieder_agb,
        vastgelegd_op,
        max(tot_en_met_maand) as tot_en_met_maand,
        cast(sum(afgesproken_plekken) as decimal(18, 4)) as afgesproken_plekken,
        cast(sum(zorgdagen) as bigint) as zorgdagen,
        {{ vaste_som('plekken') }} as plekken,
        case when count(realisatie_telt) = count(*) then sum(realisatie_telt) end as realisatie,
        case when count(voorschot_telt) = count(*) then sum(voorschot_telt) end as voorschot,
        case when count(saldo_telt) = count(*) then sum(saldo_telt) end as saldo,
        case when count(saldo_nu_telt) = count(*) then sum(saldo_nu_telt) end as saldo_nu,
        cast(sum(zorgdagen_zonder_prijs) as bigint) as zorgdagen_zonder_prijs,
        max(is_voorlopig) as is_voorlopig,
        max(is_onvolledig) as is_onvolledig
    from telt
    group by jaar, wet, gemeente, aanbieder_agb, vastgelegd_op
),

alles as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        vastgelegd_op,
        tot_en_met_maand,
        betaling,
        afgesproken_plekken,
        zorgdagen,
        plekken,
        prijs_eur,
        realisatie_eur,
        voorschot_eur,
        saldo_eur,
        zorgdagen_zonder_prijs,
        saldo_nu,
        saldo_nu_telt - saldo_telt as correctie,
        is_voorlopig,
        is_onvolledig
    from regel
    union all
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        'ALLE' as productcode,
        vastgelegd_op,
        tot_en_met_maand,
        'plekken' as betaling,
        afgesproken_plekken,
        zorgdagen,
        plekken,
        cast(null as decimal(18, 2)) as prijs_eur,
        realisatie as realisatie_eur,
        voorschot as voorschot_eur,
        saldo as saldo_eur,
        zorgdagen_zonder_prijs,
        saldo_nu,
        saldo_nu - saldo as correctie,
        is_voorlopig,
        is_onvolledig
    from totaal
)

select
    alles.jaar,
    alles.wet,
    alles.gemeente_code,
    alles.aanbieder_agb,
    alles.productcode,
    alles.vastgelegd_op,
    alles.tot_en_met_maand,
    alles.betaling,
    alles.afgesproken_plekken,
    alles.zorgdagen,
    alles.plekken,
    alles.prijs_eur,
    cast(alles.realisatie_eur as decimal(18, 2)) as realisatie_eur,
    cast(alles.voorschot_eur as decimal(18, 2)) as voorschot_eur,
    cast(alles.saldo_eur as decimal(18, 2)) as saldo_eur,
    alles.zorgdagen_zonder_prijs,
    case when alles.vastgelegd_op is not null then cast(alles.saldo_nu as decimal(18, 2)) end as saldo_nu_eur,
    case when alles.vastgelegd_op is not null then cast(alles.correctie as decimal(18, 2)) end as correctie_eur,
    alles.is_voorlopig = 1 as voorlopig,
    alles.is_onvolledig = 1 as onvolledig
from alles
cross join {{ ref('int_instelling') }} as instelling
where
    alles.vastgelegd_op is not null
    or alles.jaar >= extract(year from instelling.peildatum) - 1
