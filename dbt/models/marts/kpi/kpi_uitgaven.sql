{%- set rij = ['wet', 'zorgterrein', 'gemeente_code'] -%}
{%- set dimensies = ['zorgterrein', 'gemeente_code'] -%}

with realisatie_detail as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        maand,
        sum(bedrag) as realisatie,
        sum(bedrag_plekken) as realisatie_plekken
    from {{ ref('geval_uitgaven') }}
    group by wet, zorgterrein, gemeente_code, maand
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

-- what is still to come of months that are not declared yet; below so much known, dividing by it says nothing
schatting as (
    select
        wet,
        zorgterrein,
        gemeente_code,
        maand,
        case when is_bruikbaar then verwacht_eur end as verwacht_eur,
        case when is_bruikbaar then laag_eur end as laag_eur,
        case when is_bruikbaar then hoog_eur end as hoog_eur
    from (
        select
            bron.*,
            bron.is_gemiddelde
            or bron.declaratie_pct >= {{ als_double(parameter('declaratie_schatting_pct')) }} as is_bruikbaar
        from {{ ref('int_declaratieschatting') }} as bron
        where bron.aanbieder_agb = 'ALLE'
    ) as beoordeeld
),

declaratie as (
    {{ gedeclareerd_per_gemeente() }}
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
        extract(month from per_maand.maand) as maand_nr,
        declaratie.gedeclareerd_tot,
        coalesce(per_maand.maand <= declaratie.gedeclareerd_tot, false) as is_gedeclareerd,
        -- the months a year earlier must be in as well
        coalesce(
            {{ maand_nr('per_maand.maand') }} - 12 <= {{ maand_nr('declaratie.gedeclareerd_tot') }}, false
        ) as is_vorig_gedeclareerd,
        coalesce(kalender.jaar - 1 < extract(year from {{ dag_plus('declaratie.gedeclareerd_tot', 31) }}), false)
            as is_heel_vorig_gedeclareerd,
        case
            when coalesce(per_maand.maand <= declaratie.gedeclareerd_tot, false) then 0
            when schatting.maand is not null then schatting.verwacht_eur + per_maand.realisatie_plekken
            when per_maand.realisatie_plekken > 0 then per_maand.realisatie_plekken
        end as verwacht,
        case
            when coalesce(per_maand.maand <= declaratie.gedeclareerd_tot, false) then 0
            when schatting.maand is not null then schatting.laag_eur + per_maand.realisatie_plekken
            when per_maand.realisatie_plekken > 0 then per_maand.realisatie_plekken
        end as laag,
        case
            when coalesce(per_maand.maand <= declaratie.gedeclareerd_tot, false) then 0
            when schatting.maand is not null then schatting.hoog_eur + per_maand.realisatie_plekken
            when per_maand.realisatie_plekken > 0 then per_maand.realisatie_plekken
        end as hoog
    from per_maand
    inner join {{ ref('dim_maand') }} as kalender on per_maand.maand = kalender.maand
    left join declaratie
        on
            per_maand.wet = declaratie.wet
            and per_maand.gemeente_code = declaratie.gemeente_code
    left join schatting
        on
            per_maand.wet = schatting.wet
            and per_maand.zorgterrein = schatting.zorgterrein
            and per_maand.gemeente_code = schatting.gemeente_code
            and per_maand.maand = schatting.maand
),

ytd as (
    select
        {{ rij | join(', ') }},
        jaar,
        maand,
        maand_nr,
        is_voorlopig,
        gedeclareerd_tot,
        is_gedeclareerd,
        is_vorig_gedeclareerd,
        is_heel_vorig_gedeclareerd,
        realisatie,
        verwacht,
        laag,
        hoog,
        {%- for maat in ['verwacht', 'laag', 'hoog'] %}
            {{ ytd_som(maat, rij) }} as {{ maat }}_ytd,
            {{ ytd_som('case when ' ~ maat ~ ' is null then 1 else 0 end', rij) }} as {{ maat }}_onbekend,
        {%- endfor %}
        {{ ytd_som('case when is_gedeclareerd then realisatie else 0 end', rij) }} as gedeclareerd_ytd,
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
        ytd.gedeclareerd_tot,
        ytd.is_gedeclareerd,
        cast(cast(ytd.realisatie as decimal(28, 6)) as decimal(18, 2)) as ontvangen_maand_eur,
        cast(cast(ytd.realisatie_ytd as decimal(28, 6)) as decimal(18, 2)) as ontvangen_ytd_eur,
        case
            when ytd.is_gedeclareerd then cast(cast(ytd.realisatie_ytd as decimal(28, 6)) as decimal(18, 2))
        end as realisatie_ytd_eur,
        case
            when ytd.is_gedeclareerd then cast(cast(ytd.realisatie_plekken_ytd as decimal(28, 6)) as decimal(18, 2))
        end as waarvan_plekken_ytd_eur,
        {%- for maat in ['verwacht', 'laag', 'hoog'] %}
            case
                when not ytd.is_gedeclareerd then cast(cast(ytd.{{ maat }} as decimal(28, 6)) as decimal(18, 2))
            end as {{ maat }}_maand_eur,
            case
                when not ytd.is_gedeclareerd and ytd.{{ maat }}_onbekend = 0
                    then cast(cast(ytd.gedeclareerd_ytd + ytd.{{ maat }}_ytd as decimal(28, 6)) as decimal(18, 2))
            end as {{ maat }}_ytd_eur,
        {%- endfor %}
        case
            when ytd.begrotingen_ytd > 0 then cast(cast(ytd.prognose_ytd as decimal(28, 6)) as decimal(18, 2))
        end as prognose_ytd_eur,
        case
            when bekend.jaar is not null and ytd.is_vorig_gedeclareerd
                then cast(cast(coalesce(vorig.realisatie_ytd, 0) as decimal(28, 6)) as decimal(18, 2))
        end as vorig_jaar_ytd_eur,
        case
            when bekend.jaar is not null and ytd.is_heel_vorig_gedeclareerd
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
),

-- last year says nothing where messages of it are missing
vergeleken as (
    select
        bedrag.wet,
        bedrag.zorgterrein,
        bedrag.gemeente_code,
        bedrag.maand,
        bedrag.gedeclareerd_tot,
        bedrag.is_gedeclareerd,
        bedrag.ontvangen_maand_eur,
        bedrag.ontvangen_ytd_eur,
        bedrag.realisatie_ytd_eur,
        bedrag.waarvan_plekken_ytd_eur,
        bedrag.verwacht_maand_eur,
        bedrag.laag_maand_eur,
        bedrag.hoog_maand_eur,
        bedrag.verwacht_ytd_eur,
        bedrag.laag_ytd_eur,
        bedrag.hoog_ytd_eur,
        bedrag.prognose_ytd_eur,
        bedrag.maand_nr,
        {{ als_gedekt(begin_vorig_jaar('bedrag.maand'), 'bedrag.vorig_jaar_ytd_eur') }} as vorig_jaar_ytd_eur,
        {{ als_gedekt(begin_vorig_jaar('bedrag.maand'), 'bedrag.vorig_jaar_eur') }} as vorig_jaar_eur,
        bedrag.is_voorlopig,
        {{ is_onvolledig(begin_van('year', 'bedrag.maand')) }} as onvolledig
    from bedrag
    {{ met_dekking('bedrag') }}
)

select
    wet,
    zorgterrein,
    gemeente_code,
    maand,
    gedeclareerd_tot,
    is_gedeclareerd,
    ontvangen_maand_eur,
    ontvangen_ytd_eur,
    realisatie_ytd_eur,
    waarvan_plekken_ytd_eur,
    verwacht_maand_eur,
    laag_maand_eur,
    hoog_maand_eur,
    verwacht_ytd_eur,
    laag_ytd_eur,
    hoog_ytd_eur,
    prognose_ytd_eur,
    {{ percentage('realisatie_ytd_eur', als_double('prognose_ytd_eur')) }} as prognose_pct,
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
    is_voorlopig as voorlopig,
    onvolledig
from vergeleken
