-- two decimals: readers see one, and a year of a region of 300 providers must stay small
select
    stoplicht.wet,
    stoplicht.gemeente_code,
    stoplicht.aanbieder_agb,
    stoplicht.zorgterrein,
    cast(extract(year from stoplicht.periode_einde) as integer) as jaar,
    stoplicht.periode,
    stoplicht.periode_soort = '12 maanden' as is_over_12_maanden,
    stoplicht.kpi,
    stoplicht.perceel,
    cast(stoplicht.waarde as decimal(18, 2)) as waarde,
    cast(stoplicht.noemer as decimal(18, 0)) as noemer,
    stoplicht.richting,
    stoplicht.norm,
    stoplicht.bandbreedte,
    stoplicht.kleur,
    stoplicht.geen_kleur,
    stoplicht.trend,
    cast(stoplicht.vorige_waarde as decimal(18, 2)) as vorige_waarde,
    stoplicht.voorlopig,
    stoplicht.onvolledig,
    wijziging.kleur_toen,
    cast(wijziging.waarde_toen as decimal(18, 2)) as waarde_toen,
    wijziging.kennisdatum_toen
from {{ ref('stoplicht') }} as stoplicht
left join {{ ref('stoplicht_wijziging') }} as wijziging
    on
        stoplicht.kpi = wijziging.kpi
        and stoplicht.wet = wijziging.wet
        and coalesce(stoplicht.perceel, '') = coalesce(wijziging.perceel, '')
        and stoplicht.zorgterrein = wijziging.zorgterrein
        and stoplicht.gemeente_code = wijziging.gemeente_code
        and stoplicht.aanbieder_agb = wijziging.aanbieder_agb
        and stoplicht.periode = wijziging.periode
