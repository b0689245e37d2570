-- up to the last declared month of the wet and the gemeente, and for all together of all together
with declaratie as (
    select
        wet,
        gemeente_code,
        maand,
        max(gedeclareerd_tot) as gedeclareerd_tot,
        max(case when onvolledig then 1 else 0 end) as is_onvolledig
    from {{ ref('kpi_uitgaven') }}
    group by wet, gemeente_code, maand
),

grens as (
    select
        wet,
        gemeente_code,
        max(gedeclareerd_tot) as gedeclareerd_tot
    from declaratie
    group by wet, gemeente_code
),

jaar as (
    select
        uitgave.wet,
        grens.gemeente_code,
        uitgave.aanbieder_agb,
        cast(extract(year from uitgave.maand) as integer) as jaar,
        {{ als_double('sum(uitgave.bedrag)') }} as kosten,
        count(distinct uitgave.client_id) as clienten,
        count(distinct uitgave.client_id || cast(uitgave.maand as {{ tekst_type() }})) as clientmaanden,
        max(case when maand.is_voorlopig then 1 else 0 end) as is_voorlopig,
        max(coalesce(declaratie.is_onvolledig, 0)) as is_onvolledig
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    inner join grens
        on
            uitgave.wet = grens.wet
            and uitgave.maand <= grens.gedeclareerd_tot
            and grens.gemeente_code in (uitgave.gemeente_code, 'ALLE')
    left join declaratie
        on
            uitgave.wet = declaratie.wet
            and grens.gemeente_code = declaratie.gemeente_code
            and uitgave.maand = declaratie.maand
    group by uitgave.wet, grens.gemeente_code, uitgave.aanbieder_agb, extract(year from uitgave.maand)
),

meting as (
    select
        maat.volgorde,
        maat.naam || ' (' || maat.eenheid || ')' as maat,
        maat.decimalen,
        maat.eenheid,
        maat.noemer_eenheid as telt,
        jaar.wet,
        jaar.gemeente_code,
        jaar.aanbieder_agb,
        jaar.jaar,
        case maat.maat
            when 'kosten' then jaar.kosten
            when 'kosten_per_client' then jaar.kosten / nullif(jaar.clienten, 0)
            else jaar.kosten / nullif(jaar.clientmaanden, 0)
        end as waarde,
        cast(
            case when maat.maat = 'kosten_per_clientmaand' then jaar.clientmaanden else jaar.clienten end as integer
        ) as n,
        jaar.clienten,
        jaar.is_voorlopig = 1 as voorlopig,
        jaar.is_onvolledig = 1 as onvolledig
    from jaar
    cross join {{ ref('spreiding_maat') }} as maat
    where maat.blok = 'kosten'
),

spreiding as (
    {{ met_spreiding('meting', drempel='clienten') }}
)

select *
from spreiding
