-- a year is frozen once: should a seed name two days for it, the first counts
with eerste as (
    select
        jaar,
        min(moment) as moment
    from {{ ref('stg_bevroren_jaarplekken') }}
    group by jaar
)

select
    bron.moment,
    bron.jaar,
    bron.wet,
    bron.gemeente_code,
    bron.aanbieder_agb,
    bron.productcode,
    bron.tot_en_met_maand,
    bron.betaling,
    bron.afgesproken_plekken,
    bron.zorgdagen,
    bron.plekken,
    bron.prijs_eur,
    bron.realisatie_eur,
    bron.voorschot_eur,
    bron.saldo_eur,
    bron.zorgdagen_zonder_prijs,
    bron.voorlopig,
    bron.onvolledig
from {{ ref('stg_bevroren_jaarplekken') }} as bron
inner join eerste
    on
        bron.jaar = eerste.jaar
        and bron.moment = eerste.moment
