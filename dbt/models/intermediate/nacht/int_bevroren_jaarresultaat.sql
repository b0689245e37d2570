-- a year is frozen once: should a seed name two days for it, the first counts
with eerste as (
    select
        jaar,
        min(moment) as moment
    from {{ ref('stg_bevroren_jaarresultaat') }}
    group by jaar
)

select
    bron.moment,
    bron.jaar,
    bron.kpi,
    bron.maat,
    bron.naam,
    bron.is_termijn,
    bron.wet,
    bron.perceel,
    bron.gemeente_code,
    bron.aanbieder_agb,
    bron.waarde,
    bron.teller,
    bron.noemer,
    bron.norm,
    bron.bandbreedte,
    bron.richting,
    bron.norm_bron,
    bron.kleur,
    bron.geen_kleur,
    bron.voorlopig,
    bron.onvolledig
from {{ ref('stg_bevroren_jaarresultaat') }} as bron
inner join eerste
    on
        bron.jaar = eerste.jaar
        and bron.moment = eerste.moment
