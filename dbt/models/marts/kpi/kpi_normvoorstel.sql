-- what the providers reached in the years that are final, each provider and year one observation (seed 000)
with waarneming as (
    select
        'doelrealisatie_uitstroom' as kpi,
        perceel,
        jaar,
        aanbieder_agb,
        noemer,
        percentage
    from {{ ref('kpi_doelrealisatie_uitstroom') }}
    where
        gemeente_code = 'ALLE'
        and aanbieder_agb <> 'ALLE'
        and not voorlopig
        and not onvolledig
    union all
    select
        'afschaling' as kpi,
        perceel,
        jaar,
        aanbieder_agb,
        noemer,
        percentage
    from {{ ref('kpi_afschaling') }}
    where
        gemeente_code = 'ALLE'
        and aanbieder_agb <> 'ALLE'
        and not voorlopig
        and not onvolledig
    union all
    select
        'uitval' as kpi,
        perceel,
        jaar,
        aanbieder_agb,
        noemer,
        percentage
    from {{ ref('kpi_uitval') }}
    where
        gemeente_code = 'ALLE'
        and aanbieder_agb <> 'ALLE'
        and not voorlopig
        and not onvolledig
),

verdeling as (
    select
        waarneming.kpi,
        perceel.wet,
        waarneming.perceel,
        perceel.richting,
        min(waarneming.jaar) as van_jaar,
        max(waarneming.jaar) as tot_jaar,
        count(distinct waarneming.aanbieder_agb) as aanbieders_aantal,
        count(*) as waarnemingen_aantal,
        min(waarneming.percentage) as laagste,
        {{ percentiel('waarneming.percentage', 0.25) }} as p25,
        {{ mediaan('waarneming.percentage') }} as mediaan,
        {{ percentiel('waarneming.percentage', 0.75) }} as p75,
        max(waarneming.percentage) as hoogste
    from waarneming
    inner join {{ ref('kpi_perceel') }} as perceel
        on
            waarneming.kpi = perceel.kpi
            and waarneming.perceel = perceel.perceel
    where waarneming.noemer >= cast({{ parameter('norm_min_clienten') }} as integer)
    group by waarneming.kpi, perceel.wet, waarneming.perceel, perceel.richting
),

-- half of the providers meet the median; the quarter on the wrong side of the quartile lies outside the bandwidth
voorstel as (
    select
        verdeling.*,
        case when richting = 'lager' then ceiling(mediaan) else floor(mediaan) end as norm_voorstel,
        case when richting = 'lager' then ceiling(p75) - ceiling(mediaan) else floor(mediaan) - floor(p25) end
            as bandbreedte_voorstel
    from verdeling
),

gevolg as (
    select
        voorstel.kpi,
        voorstel.perceel,
        sum(
            case
                when voorstel.richting = 'lager' and waarneming.percentage > voorstel.norm_voorstel then 1
                when voorstel.richting = 'hoger' and waarneming.percentage < voorstel.norm_voorstel then 1
                else 0
            end
        ) as buiten_norm_aantal,
        sum(
            case
                when
                    voorstel.richting = 'lager'
                    and waarneming.percentage > voorstel.norm_voorstel + voorstel.bandbreedte_voorstel then 1
                when
                    voorstel.richting = 'hoger'
                    and waarneming.percentage < voorstel.norm_voorstel - voorstel.bandbreedte_voorstel then 1
                else 0
            end
        ) as buiten_bandbreedte_aantal
    from voorstel
    inner join waarneming
        on
            voorstel.kpi = waarneming.kpi
            and voorstel.perceel = waarneming.perceel
    where waarneming.noemer >= cast({{ parameter('norm_min_clienten') }} as integer)
    group by voorstel.kpi, voorstel.perceel
)

select
    voorstel.kpi,
    voorstel.wet,
    voorstel.perceel,
    voorstel.van_jaar,
    voorstel.tot_jaar,
    voorstel.aanbieders_aantal,
    voorstel.waarnemingen_aantal,
    voorstel.laagste,
    voorstel.p25,
    voorstel.mediaan,
    voorstel.p75,
    voorstel.hoogste,
    voorstel.richting,
    voorstel.norm_voorstel,
    voorstel.bandbreedte_voorstel,
    cast(gevolg.buiten_norm_aantal as bigint) as buiten_norm_aantal,
    cast(gevolg.buiten_bandbreedte_aantal as bigint) as buiten_bandbreedte_aantal
from voorstel
inner join gevolg
    on
        voorstel.kpi = gevolg.kpi
        and voorstel.perceel = gevolg.perceel
