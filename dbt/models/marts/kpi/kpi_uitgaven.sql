{%- set rij = ['wet', 'zorgterrein', 'gemeente_code'] -%}
{%- set dimensies = ['zorgterrein', 'gemeente_code'] -%}

with realisatie_detail as (
    select
        uitgave.wet,
        uitgave.zorgterrein,
        uitgave.gemeente_code,
        uitgave.maand,
        sum(uitgave.bedrag) as realisatie,
        sum(case when uitgave.methode = 'plekken' then uitgave.bedrag else 0 end) as realisatie_plekken
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    group by uitgave.wet, uitgave.zorgterrein, uitgave.gemeente_code, uitgave.maand
),

realisatie as (
    {{ kubus('realisatie_detail', dimensies, ['wet', 'maand', 'realisatie', 'realisatie_plekken']) }}
),

-- a twelfth of the budget per month (K001-13)
begroting_detail as (
    select
        begroting.wet,
        begroting.zorgterrein,
        begroting.gemeente_code,
        maand.maand,
        cast({{ als_double('begroting.begroting_eur') }} / 12 as decimal(28, 10)) as prognose
    from {{ ref('int_begroting') }} as begroting
    inner join {{ ref('dim_maand') }} as maand
        on
            begroting.jaar = maand.jaar
            and maand.is_volledig
),

begroting_kubus as (
    {{ kubus('begroting_detail', dimensies, ['wet', 'maand', 'prognose']) }}
),

-- a begroting that names no gemeente or zorgterrein stands only in the totals over it
begroting as (
    select *
    from begroting_kubus
    where
        gemeente_code is not null
        and zorgterrein is not null
),

activiteit as (
    select
        {{ rij | join(', ') }},
        maand
    from realisatie
    union all
    select
        {{ rij | join(', ') }},
        maand
    from begroting
),

maanden as (
    {{ ytd_maanden('activiteit', rij) }}
),

meting as (
    select
        {{ rij | join(', ') }},
        maand,
        cast(0 as decimal(28, 10)) as realisatie,
        cast(0 as decimal(28, 10)) as realisatie_plekken,
        cast(0 as decimal(28, 10)) as prognose,
        0 as begrotingen
    from maanden
    union all
    select
        {{ rij | join(', ') }},
        maand,
        realisatie,
        realisatie_plekken,
        0 as prognose,
        0 as begrotingen
    from realisatie
    union all
    select
        {{ rij | join(', ') }},
        maand,
        0 as realisatie,
        0 as realisatie_plekken,
        prognose,
        1 as begrotingen
    from begroting
),

per_maand as (
    select
        {{ rij | join(', ') }},
        maand,
        sum(realisatie) as realisatie,
        sum(realisatie_plekken) as realisatie_plekken,
        sum(prognose) as prognose,
        sum(begrotingen) as begrotingen
    from meting
    group by {{ rij | join(', ') }}, maand
),

lopend as (
    select
        per_maand.*,
        kalender.jaar,
        kalender.is_voorlopig,
        extract(month from per_maand.maand) as maand_nr
    from per_maand
    inner join {{ ref('dim_maand') }} as kalender on per_maand.maand = kalender.maand
),

ytd as (
    select
        {{ rij | join(', ') }},
        jaar,
        maand,
        maand_nr,
        is_voorlopig,
        realisatie,
        {{ ytd_som('realisatie', rij) }} as realisatie_ytd,
        {{ ytd_som('realisatie_plekken', rij) }} as realisatie_plekken_ytd,
        {{ ytd_som('prognose', rij) }} as prognose_ytd,
        {{ ytd_som('begrotingen', rij) }} as begrotingen_ytd,
        sum(realisatie) over (partition by {{ rij | join(', ') }}, jaar) as realisatie_jaar
    from lopend
),

-- what was spent in all of a year says whether last year is known at all: no rows is not the same as no spending
jaar_met_uitgaven as (
    select distinct
        realisatie_detail.wet,
        maand.jaar
    from realisatie_detail
    inner join {{ ref('dim_maand') }} as maand on realisatie_detail.maand = maand.maand
),

-- cents; rounding in two steps heals the last of the ten places
bedrag as (
    select
        ytd.wet,
        ytd.zorgterrein,
        ytd.gemeente_code,
        ytd.maand,
        ytd.maand_nr,
        ytd.is_voorlopig,
        cast(cast(ytd.realisatie as decimal(28, 6)) as decimal(18, 2)) as realisatie_maand_eur,
        cast(cast(ytd.realisatie_ytd as decimal(28, 6)) as decimal(18, 2)) as realisatie_ytd_eur,
        cast(cast(ytd.realisatie_plekken_ytd as decimal(28, 6)) as decimal(18, 2)) as waarvan_plekken_ytd_eur,
        case
            when ytd.begrotingen_ytd > 0 then cast(cast(ytd.prognose_ytd as decimal(28, 6)) as decimal(18, 2))
        end as prognose_ytd_eur,
        case
            when bekend.jaar is not null
                then cast(cast(coalesce(vorig.realisatie_ytd, 0) as decimal(28, 6)) as decimal(18, 2))
        end as vorig_jaar_ytd_eur,
        case
            when bekend.jaar is not null
                then cast(cast(coalesce(vorig.realisatie_jaar, 0) as decimal(28, 6)) as decimal(18, 2))
        end as vorig_jaar_eur
    from ytd
    left join ytd as vorig
        on
            ytd.wet = vorig.wet
            and ytd.zorgterrein = vorig.zorgterrein
            and ytd.gemeente_code = vorig.gemeente_code
            and ytd.jaar = vorig.jaar + 1
            and ytd.maand_nr = vorig.maand_nr
    left join jaar_met_uitgaven as bekend
        on
            ytd.wet = bekend.wet
            and ytd.jaar = bekend.jaar + 1
)

select
    wet,
    zorgterrein,
    gemeente_code,
    maand,
    realisatie_maand_eur,
    realisatie_ytd_eur,
    waarvan_plekken_ytd_eur,
    prognose_ytd_eur,
    cast(realisatie_ytd_eur - prognose_ytd_eur as decimal(18, 2)) as verschil_prognose_eur,
    vorig_jaar_ytd_eur,
    cast(realisatie_ytd_eur - vorig_jaar_ytd_eur as decimal(18, 2)) as verschil_vorig_jaar_eur,
    vorig_jaar_eur,
    cast({{ als_double('realisatie_ytd_eur') }} * 12 / maand_nr as decimal(18, 2)) as jaareinde_lineair_eur,
    -- the share of the year that these months had last year
    cast(
        {{ als_double('realisatie_ytd_eur') }} * {{ als_double('vorig_jaar_eur') }}
        / nullif({{ als_double('vorig_jaar_ytd_eur') }}, 0) as decimal(18, 2)
    ) as jaareinde_seizoen_eur,
    is_voorlopig as voorlopig
from bedrag
