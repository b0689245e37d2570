-- inhabitants per gebied that a year is held against: those of that year, else of the latest year before it. Ages are
-- matched as words (18-64, 85+), since a class that is called otherwise must not stop the night; it takes no part, and
-- neither do clients of that age
with leeftijd as (
    select cast(generated_number - 1 as integer) as jaren
    from ({{ reeks(151) }}) as nummer
),

klasse as (
    select
        cast(van.jaren as {{ tekst_type() }}) || '-' || cast(tot.jaren as {{ tekst_type() }}) as klasse,
        van.jaren as vanaf_jaar,
        tot.jaren as tot_en_met_jaar
    from leeftijd as van
    inner join leeftijd as tot on van.jaren <= tot.jaren
    union all
    select
        cast(jaren as {{ tekst_type() }}) || '+' as klasse,
        jaren as vanaf_jaar,
        150 as tot_en_met_jaar
    from leeftijd
),

-- of two numbers for one class nobody knows which is right: the larger
bevolking as (
    select
        jaar,
        gebied,
        leeftijdsklasse,
        geslacht,
        max(inwoners_aantal) as inwoners_aantal
    from {{ ref('stg_bevolking') }}
    where inwoners_aantal >= 0
    group by jaar, gebied, leeftijdsklasse, geslacht
),

jaar as (
    select
        kalender.jaar,
        max(bevolking.jaar) as bevolkingsjaar
    from (
        select distinct cast(extract(year from maand) as integer) as jaar
        from {{ ref('int_maand') }}
    ) as kalender
    inner join bevolking on kalender.jaar >= bevolking.jaar
    group by kalender.jaar
)

select
    jaar.jaar,
    jaar.bevolkingsjaar,
    bevolking.gebied,
    -- a gebied is a pc4 or the code of a wijk
    case when length(bevolking.gebied) = 4 then 'pc4' else 'wijk' end as soort_gebied,
    coalesce(bevolking.leeftijdsklasse, 'ALLE') as leeftijdsklasse,
    coalesce(klasse.vanaf_jaar, 0) as vanaf_jaar,
    coalesce(klasse.tot_en_met_jaar, 150) as tot_en_met_jaar,
    coalesce(bevolking.geslacht, 'ALLE') as geslacht,
    bevolking.inwoners_aantal
from bevolking
inner join jaar on bevolking.jaar = jaar.bevolkingsjaar
left join klasse on bevolking.leeftijdsklasse = klasse.klasse
where
    bevolking.leeftijdsklasse is null
    or klasse.klasse is not null
