{%- set rij = ['kpi', 'wet', 'perceel', 'zorgterrein', 'gemeente_code', 'aanbieder_agb'] -%}
{%- set grens = als_double(parameter('aandacht_grens')) -%}

-- per year the figure over the longest time that a KPI has, and its latest
with cijfer as (
    select
        stoplicht.*,
        kpi.is_deel,
        kpi.minimum_n,
        case when kpi.minimum_n is null then stoplicht.teller - stoplicht.noemer end as bedrag_eur,
        cast(extract(year from stoplicht.periode_einde) as integer) as jaar,
        case stoplicht.periode_soort when 'jaar' then 1 when '12 maanden' then 2 when 'kwartaal' then 3 else 4 end
            as soort_nr,
        case when stoplicht.richting = 'hoger' then -1 else 1 end as kant
    from {{ ref('stoplicht') }} as stoplicht
    inner join {{ ref('dim_kpi') }} as kpi on stoplicht.kpi = kpi.kpi
    where not stoplicht.onvolledig and stoplicht.waarde is not null
),

genummerd as (
    select
        cijfer.*,
        row_number() over (
            partition by {{ rij | join(', ') }}, jaar
            order by soort_nr asc, periode_einde desc
        ) as nr,
        max(case when zorgterrein = 'ALLE' then 1 else 0 end) over (
            partition by kpi, wet, perceel, gemeente_code, aanbieder_agb, jaar
        ) as heeft_totaal
    from cijfer
),

laatste as (
    select *
    from genummerd
    where nr = 1
),

-- how far it lies on the wrong side: of its norm in bandwidths, and in standard deviations of what chance would do
gemeten as (
    select
        nu.*,
        case
            when nu.kleur in ('rood', 'oranje')
                then
                    nu.kant * (nu.waarde - nu.norm)
                    / coalesce(nullif(nu.bandbreedte, 0), nullif(abs(nu.norm), 0) / 10)
        end as afwijking,
        case
            when nu.is_deel and nu.norm > 0 and nu.norm < 100 and nu.noemer > 0
                then
                    nu.kant * (nu.waarde - nu.norm)
                    / sqrt({{ als_double('nu.norm') }} * (100 - nu.norm) / nu.noemer)
        end as toeval_norm,
        case
            when
                nu.is_deel
                and nu.trend in ('beter', 'slechter')
                and toen.teller + nu.teller > 0
                and toen.teller + nu.teller < toen.noemer + nu.noemer
                then
                    nu.kant
                    * ({{ als_double('nu.teller') }} / nu.noemer - {{ als_double('toen.teller') }} / toen.noemer)
                    / sqrt(
                        {{ als_double('toen.teller + nu.teller') }} / (toen.noemer + nu.noemer)
                        * (1 - {{ als_double('toen.teller + nu.teller') }} / (toen.noemer + nu.noemer))
                        * (1 / {{ als_double('nu.noemer') }} + 1 / {{ als_double('toen.noemer') }})
                    )
        end as toeval_verandering
    from laatste as nu
    left join cijfer as toen
        on
            nu.kpi = toen.kpi
            and nu.wet = toen.wet
            and coalesce(nu.perceel, '~') = coalesce(toen.perceel, '~')
            and nu.zorgterrein = toen.zorgterrein
            and nu.gemeente_code = toen.gemeente_code
            and nu.aanbieder_agb = toen.aanbieder_agb
            and nu.jaar - 1 = toen.jaar
            and nu.periode_soort = toen.periode_soort
            and nu.soort_nr = 1
            and nu.noemer > 0
            and toen.noemer > 0
),

geoordeeld as (
    select
        gemeten.*,
        case
            -- few cases are no alarm
            when minimum_n is not null and noemer < {{ als_double(parameter('aandacht_minimum')) }} then null
            when kleur in ('rood', 'oranje') and (not is_deel or toeval_norm > {{ grens }}) then 'norm'
            when toeval_verandering > {{ grens }} then 'verandering'
        end as reden,
        case
            when toeval_verandering > {{ grens }} then 'slechter'
            when toeval_verandering < -{{ grens }} then 'beter'
            when toeval_verandering is not null then 'binnen toeval'
        end as verandering
    from gemeten
),

-- below the totals, which the stoplicht shows: one provider, one zorgterrein, or (seen from all of them) one gemeente
gezien as (
    select
        geoordeeld.*,
        gemeente_code as kijk_gemeente_code
    from geoordeeld
    where
        reden is not null
        and (
            case when zorgterrein = 'ALLE' then 0 else 1 end + case when aanbieder_agb = 'ALLE' then 0 else 1 end = 1
            -- what has no total over zorgterreinen, such as a ceiling
            or (zorgterrein <> 'ALLE' and aanbieder_agb <> 'ALLE' and heeft_totaal = 0)
        )
    union all
    select
        geoordeeld.*,
        'ALLE' as kijk_gemeente_code
    from geoordeeld
    where
        reden is not null
        and gemeente_code <> 'ALLE'
        and zorgterrein = 'ALLE'
        and aanbieder_agb = 'ALLE'
)

select
    wet,
    jaar,
    kijk_gemeente_code,
    kpi,
    perceel,
    zorgterrein,
    gemeente_code,
    aanbieder_agb,
    periode,
    periode_soort = '12 maanden' as is_over_12_maanden,
    reden,
    kleur,
    waarde,
    noemer,
    norm,
    bandbreedte,
    richting,
    afwijking,
    vorige_waarde,
    verandering,
    bedrag_eur,
    eigenaar,
    cast(row_number() over (
        partition by wet, jaar, kijk_gemeente_code
        order by
            case when reden = 'norm' then 0 else 1 end asc,
            case kleur when 'rood' then 0 when 'oranje' then 1 else 2 end asc,
            case when afwijking is null then 1 else 0 end asc,
            afwijking desc,
            case when toeval_verandering is null then 1 else 0 end asc,
            toeval_verandering desc,
            kpi asc,
            perceel asc,
            zorgterrein asc,
            gemeente_code asc,
            aanbieder_agb asc
    ) as integer) as rang,
    voorlopig,
    onvolledig
from gezien
