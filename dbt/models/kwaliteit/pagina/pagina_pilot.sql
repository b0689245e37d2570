-- the six goals of the pilot with places (seed 002) as far as messages tell, of gemeenten that pay by place for part of
-- the care beside those that never do. What is counted for a whole gemeente is of all its care, by place or not
with gemeente as (
    select
        jaar,
        wet,
        gemeente_code,
        case when max(case when methode = 'plekken' then 1 else 0 end) = 1 then 'plekken' else 'pxq' end as groep
    from {{ ref('kpi_betaalvorm') }}
    group by jaar, wet, gemeente_code
),

termijn as (
    select
        termijn.wet,
        termijn.gemeente_code,
        cast(extract(year from termijn.maand) as integer) as jaar,
        termijn.kpi as maat,
        {{ als_double('100 * termijn.binnen_norm') }} as teller,
        termijn.totaal as noemer,
        termijn.voorlopig,
        termijn.onvolledig
    from {{ ref('kpi_termijn') }} as termijn
    where
        termijn.aanbieder_agb = 'ALLE'
        and termijn.gemeente_code <> 'ALLE'
        and termijn.kpi in (select doel.maat from {{ ref('pilot_doel') }} as doel)
),

telling as (
    select *
    from termijn
    union all
    select
        wet,
        gemeente_code,
        cast(extract(year from maand) as integer) as jaar,
        'bevinding' as maat,
        {{ als_double('100 * bevinding_aantal') }} as teller,
        beoordeeld_aantal as noemer,
        false as voorlopig,
        false as onvolledig
    from {{ ref('meting') }}
    union all
    select
        wet,
        gemeente_code,
        cast(extract(year from maand) as integer) as jaar,
        'wachttijd' as maat,
        langer_8w_pct * gestart_aantal as teller,
        gestart_aantal as noemer,
        voorlopig,
        onvolledig
    from {{ ref('kpi_wachttijd') }}
    where
        productcode = 'ALLE'
        and aanbieder_agb = 'ALLE'
        and gemeente_code <> 'ALLE'
        and gestart_aantal > 0
    union all
    select
        wet,
        gemeente_code,
        cast(extract(year from cohortmaand) as integer) as jaar,
        'recidive' as maat,
        {{ als_double('100 * teruggekeerd_aantal') }} as teller,
        uitgestroomd_aantal as noemer,
        voorlopig,
        onvolledig
    from {{ ref('kpi_recidive') }}
    where
        zorgterrein = 'ALLE'
        and aanbieder_agb = 'ALLE'
        and gemeente_code <> 'ALLE'
),

gegroepeerd as (
    select
        telling.jaar,
        telling.wet,
        telling.maat,
        gemeente.groep,
        telling.teller,
        telling.noemer,
        telling.voorlopig,
        telling.onvolledig
    from telling
    inner join gemeente
        on
            telling.jaar = gemeente.jaar
            and telling.wet = gemeente.wet
            and telling.gemeente_code = gemeente.gemeente_code
    union all
    -- these are of the care under each way of paying itself
    select
        jaar,
        wet,
        'kosten' as maat,
        methode as groep,
        {{ als_double('kosten_eur') }} as teller,
        clienten_aantal as noemer,
        voorlopig,
        onvolledig
    from {{ ref('kpi_betaalvorm') }}
    where kosten_per_client_eur is not null
    union all
    select
        jaar,
        wet,
        'looptijd' as maat,
        methode as groep,
        gem_looptijd_dagen * uitgestroomd_aantal as teller,
        uitgestroomd_aantal as noemer,
        voorlopig,
        onvolledig
    from {{ ref('kpi_betaalvorm') }}
    where uitgestroomd_aantal > 0
),

groep as (
    select
        jaar,
        wet,
        maat,
        groep,
        {{ vaste_som('teller') }} / nullif(sum(noemer), 0) as waarde,
        cast(sum(noemer) as bigint) as aantal,
        max(case when voorlopig then 1 else 0 end) as voorlopig,
        max(case when onvolledig then 1 else 0 end) as onvolledig
    from gegroepeerd
    group by jaar, wet, maat, groep
),

samen as (
    select
        jaar,
        wet,
        maat,
        max(case when groep = 'plekken' then waarde end) as plekken,
        max(case when groep = 'plekken' then aantal end) as plekken_aantal,
        max(case when groep = 'pxq' then waarde end) as pxq,
        max(case when groep = 'pxq' then aantal end) as pxq_aantal,
        max(voorlopig) = 1 as voorlopig,
        max(onvolledig) = 1 as onvolledig
    from groep
    group by jaar, wet, maat
)

select
    doel.volgorde,
    samen.jaar,
    samen.wet,
    doel.doel,
    doel.omschrijving as maat,
    samen.plekken,
    samen.plekken_aantal,
    samen.pxq,
    samen.pxq_aantal,
    samen.voorlopig,
    samen.onvolledig
from {{ ref('pilot_doel') }} as doel
inner join samen on doel.maat = samen.maat
