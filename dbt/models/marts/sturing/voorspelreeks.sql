-- what each method says of each month up to a year ahead, from each of the latest months that are known (rolling
-- origins), beside what it became. Known are months that are declared and of which no messages are missing
with ontwikkeling as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        cast({{ maand_nr('maand') }} as integer) as maand_nr,
        {{ als_double('kosten_eur') }} as kosten,
        {{ als_double('clienten_aantal') }} as clienten
    from {{ ref('kpi_ontwikkeling') }}
    where
        aanbieder_agb = 'ALLE'
        and is_gedeclareerd
        and not onvolledig
),

verloop as (
    select
        {{ sleutel(['wet', 'zorgterrein', 'gemeente_code', "'kosten'"]) }} as reeks,
        wet,
        zorgterrein,
        gemeente_code,
        'kosten' as maat,
        maand_nr,
        kosten as waarde
    from ontwikkeling
    union all
    select
        {{ sleutel(['wet', 'zorgterrein', 'gemeente_code', "'clienten'"]) }} as reeks,
        wet,
        zorgterrein,
        gemeente_code,
        'clienten' as maat,
        maand_nr,
        clienten as waarde
    from ontwikkeling
),

genummerd as (
    select
        verloop.*,
        row_number() over (
            partition by reeks
            order by maand_nr desc
        ) as nr,
        sum(waarde) over (
            partition by reeks
            order by maand_nr
            rows between 11 preceding and current row
        ) as jaarsom,
        -- twelve months without a hole
        maand_nr - lag(maand_nr, 11) over (
            partition by reeks
            order by maand_nr
        ) = 11 as is_heel
    from verloop
),

-- the latest months from which a forecast could have been made, with the growth of their twelve months
oorsprong as (
    select
        nu.reeks,
        nu.wet,
        nu.zorgterrein,
        nu.gemeente_code,
        nu.maat,
        nu.maand_nr as oorsprong_nr,
        nu.nr = 1 as is_laatste,
        case when nu.is_heel and ervoor.is_heel then nu.jaarsom / nullif(ervoor.jaarsom, 0) end as groei
    from genummerd as nu
    left join genummerd as ervoor
        on
            nu.reeks = ervoor.reeks
            and nu.maand_nr = ervoor.maand_nr + 12
    where nu.nr <= cast({{ parameter('voorspelling_oorsprongen') }} as integer)
),

horizon as (
    {{ reeks(12) }}
),

doel as (
    select
        oorsprong.*,
        cast(horizon.generated_number as integer) as horizon,
        cast(oorsprong.oorsprong_nr + horizon.generated_number as integer) as maand_nr
    from oorsprong
    cross join horizon
),

-- a twelfth of the budget of the year
begroting as (
    select
        {{ sleutel(['wet', 'zorgterrein', 'gemeente_code', "'kosten'"]) }} as reeks,
        cast(extract(year from maand) as integer) as jaar,
        max({{ als_double('prognose_ytd_eur') }} / extract(month from maand)) as waarde
    from {{ ref('kpi_uitgaven') }}
    where prognose_ytd_eur is not null
    group by wet, zorgterrein, gemeente_code, extract(year from maand)
),

-- the same month a year before, which is known at the origin, and the budget
met_basis as (
    select
        doel.*,
        ervoor.waarde as vorig_jaar,
        ervoor.waarde * doel.groei as met_groei,
        begroting.waarde as begroot,
        werkelijk.waarde as werkelijk
    from doel
    left join verloop as ervoor
        on
            doel.reeks = ervoor.reeks
            and doel.maand_nr = ervoor.maand_nr + 12
    left join begroting
        on
            doel.reeks = begroting.reeks
            and cast(floor((doel.maand_nr - 1) / 12.0) as integer) = begroting.jaar
    left join verloop as werkelijk
        on
            doel.reeks = werkelijk.reeks
            and doel.maand_nr = werkelijk.maand_nr
),

voorspeld as (
    select
        met_basis.*,
        'vorig jaar' as methode,
        vorig_jaar as voorspeld
    from met_basis
    union all
    select
        met_basis.*,
        'begroting' as methode,
        begroot as voorspeld
    from met_basis
    union all
    select
        met_basis.*,
        'seizoen en groei' as methode,
        met_groei as voorspeld
    from met_basis
)

select
    wet,
    zorgterrein,
    gemeente_code,
    maat,
    methode,
    oorsprong_nr,
    horizon,
    maand_nr,
    voorspeld,
    werkelijk,
    is_laatste
from voorspeld
where voorspeld is not null
