{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}

with voorschot_detail as (
    select
        afspraak.wet,
        afspraak.gemeente_code,
        afspraak.aanbieder_agb,
        afspraak.productcode,
        maand.maand,
        case when prijs.prijs_eur is null then 0 else 1 end as heeft_prijs,
        coalesce(cast(
            {{ als_double('afspraak.plekken_aantal') }} * {{ als_double('prijs.prijs_eur') }}
            * {{ als_double(parameter('dagen_per_maand')) }} / prijs.normlooptijd_dagen as decimal(28, 10)
        ), 0) as voorschot
    from {{ ref('int_afspraak') }} as afspraak
    inner join {{ ref('dim_maand') }} as maand
        on
            afspraak.jaar = cast(maand.jaar as {{ tekst_type() }})
            and maand.is_volledig
    left join {{ ref('int_prijs') }} as prijs
        on
            afspraak.wet = prijs.wet
            and afspraak.productcode = prijs.productcode
            and coalesce(afspraak.aanbieder_agb, '~') = coalesce(prijs.aanbieder_agb, '~')
            and maand.maand between prijs.geldig_van and prijs.geldig_tot
),

voorschot_kubus as (
    {{ kubus('voorschot_detail', dimensies, ['wet', 'maand', 'heeft_prijs', 'voorschot']) }}
),

-- an afspraak that names no gemeente, aanbieder or product stands only in the totals over it
voorschot as (
    select *
    from voorschot_kubus
    where
        gemeente_code is not null
        and aanbieder_agb is not null
        and productcode is not null
),

-- an advance is something to count: what was paid without care must show in the saldo
geteld as (
    {{ tel_gevallen(ref('geval_plekken_realisatie'), kpi_opzet('kpi_plekken_realisatie'), ook='voorschot') }}
),

-- adding rows with zeros keeps months without an advance, without a join on keys that may be NULL
voorschot_maand as (
    select
        {{ rij | join(', ') }},
        maand,
        sum(afspraken) as afspraken,
        sum(afspraken_met_prijs) as afspraken_met_prijs,
        sum(voorschot) as voorschot,
        max(zorgdagen) as zorgdagen,
        max(zorgdagen_ytd) as zorgdagen_ytd,
        max(zorgdagen_met_prijs_ytd) as zorgdagen_met_prijs_ytd,
        max(realisatie_ytd) as realisatie_ytd,
        max(unieke_clienten_ytd) as unieke_clienten_ytd
    from (
        select
            {{ rij | join(', ') }},
            maand,
            0 as afspraken,
            0 as afspraken_met_prijs,
            cast(0 as decimal(28, 10)) as voorschot,
            zorgdagen,
            zorgdagen_ytd,
            zorgdagen_met_prijs_ytd,
            realisatie_ytd,
            unieke_clienten_ytd
        from geteld
        union all
        select
            {{ rij | join(', ') }},
            maand,
            1 as afspraken,
            heeft_prijs as afspraken_met_prijs,
            voorschot,
            null as zorgdagen,
            null as zorgdagen_ytd,
            null as zorgdagen_met_prijs_ytd,
            null as realisatie_ytd,
            null as unieke_clienten_ytd
        from voorschot
    ) as meting
    group by {{ rij | join(', ') }}, maand
),

lopend as (
    select
        voorschot_maand.*,
        kalender.jaar,
        kalender.dagen_aantal,
        kalender.dagen_ytd_aantal,
        kalender.is_voorlopig
    from voorschot_maand
    inner join {{ ref('dim_maand') }} as kalender on voorschot_maand.maand = kalender.maand
),

ytd as (
    select
        {{ rij | join(', ') }},
        jaar,
        maand,
        cast(zorgdagen as bigint) as zorgdagen,
        {{ als_double('zorgdagen') }} / dagen_aantal as plekken_maand,
        {{ als_double('zorgdagen_ytd') }} / dagen_ytd_aantal as plekken_ytd,
        unieke_clienten_ytd,
        zorgdagen_ytd,
        zorgdagen_met_prijs_ytd,
        realisatie_ytd,
        {{ ytd_som('afspraken', rij) }} as afspraken_ytd,
        {{ ytd_som('afspraken_met_prijs', rij) }} as afspraken_met_prijs_ytd,
        {{ ytd_som('voorschot', rij) }} as voorschot_ytd,
        is_voorlopig
    from lopend
),

afspraakjaar as (
    select distinct
        wet,
        jaar
    from {{ ref('int_afspraak') }}
),

-- what is not known is empty, never 0; rounding in two steps heals the last of the ten places
bedrag as (
    select
        ytd.*,
        case
            when ytd.zorgdagen_ytd = 0 or ytd.zorgdagen_met_prijs_ytd > 0
                then cast(cast(ytd.realisatie_ytd as decimal(28, 6)) as decimal(18, 2))
        end as realisatie_ytd_eur,
        case
            when afspraakjaar.jaar is null then null
            when ytd.afspraken_ytd = 0 or ytd.afspraken_met_prijs_ytd > 0
                then cast(cast(ytd.voorschot_ytd as decimal(28, 6)) as decimal(18, 2))
        end as voorschot_ytd_eur
    from ytd
    left join afspraakjaar
        on
            ytd.wet = afspraakjaar.wet
            and cast(ytd.jaar as {{ tekst_type() }}) = afspraakjaar.jaar
),

-- the same month of the year before (K002-04), where that has a row
met_vorig_jaar as (
    select
        bedrag.*,
        lag(jaar) over (
            partition by {{ rij | join(', ') }}, extract(month from maand)
            order by jaar
        ) as jaar_ervoor,
        lag(plekken_ytd) over (
            partition by {{ rij | join(', ') }}, extract(month from maand)
            order by jaar
        ) as plekken_ytd_ervoor
    from bedrag
),

gedekt as (
    select
        met_vorig_jaar.*,
        case
            when
                met_vorig_jaar.jaar_ervoor = met_vorig_jaar.jaar - 1
                and not {{ is_onvolledig(begin_vorig_jaar('met_vorig_jaar.maand')) }}
                then met_vorig_jaar.plekken_ytd_ervoor
        end as plekken_ytd_vorig_jaar,
        {{ is_onvolledig(begin_van('year', 'met_vorig_jaar.maand')) }} as onvolledig
    from met_vorig_jaar
    {{ met_dekking('met_vorig_jaar') }}
)

select
    gedekt.wet,
    gedekt.gemeente_code,
    gedekt.aanbieder_agb,
    gedekt.productcode,
    gedekt.maand,
    gedekt.zorgdagen,
    gedekt.plekken_maand,
    gedekt.plekken_ytd,
    gedekt.unieke_clienten_ytd,
    gedekt.realisatie_ytd_eur,
    gedekt.voorschot_ytd_eur,
    cast(gedekt.realisatie_ytd_eur - gedekt.voorschot_ytd_eur as decimal(18, 2)) as saldo_ytd_eur,
    gedekt.plekken_ytd_vorig_jaar,
    {{ percentage('gedekt.plekken_ytd', 'gedekt.plekken_ytd_vorig_jaar') }} as plekken_vorig_jaar_pct,
    cast(gedekt.zorgdagen_ytd - gedekt.zorgdagen_met_prijs_ytd as bigint) as zorgdagen_zonder_prijs_ytd,
    cast(gedekt.afspraken_ytd - gedekt.afspraken_met_prijs_ytd as bigint)
        as afspraakmaanden_zonder_prijs_ytd,
    gedekt.is_voorlopig as voorlopig,
    gedekt.onvolledig
from gedekt
