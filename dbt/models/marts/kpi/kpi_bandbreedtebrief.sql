{%- set brief = ['moment', 'gemeente_code', 'aanbieder_agb'] -%}

-- agreements with one provider, as they stood at the end of the last complete month before the moment
with stand as (
    select
        toen.*,
        coalesce(toen.jaareinde_toegewezen_eur, toen.jaareinde_lineair_eur) as jaareinde_eur,
        cast({{ als_double('toen.budgetplafond_eur') }} * (100 - toen.bandbreedte_pct) / 100 as decimal(18, 2))
            as ondergrens_eur,
        cast({{ als_double('toen.budgetplafond_eur') }} * (100 + toen.bandbreedte_pct) / 100 as decimal(18, 2))
            as bovengrens_eur,
        toen.bandbreedte_signaal in ('boven', 'onder') as heeft_brief
    from {{ ref('int_bevroren_budgetplafond') }} as toen
    where
        toen.soort = {{ parameter('bandbreedtebrief_moment') }}
        and toen.aanbieder_agb <> 'ALLE'
        and {{ dag_plus(laatste_dag_van_maand('toen.tot_en_met_maand'), 1) }}
        = {{ begin_van('month', dag_plus('toen.moment', 1)) }}
),

-- one letter holds all agreements outside their bandwidth between one gemeente and one provider
brief as (
    select distinct {{ brief | join(', ') }}
    from stand
    where heeft_brief
),

partij as (
    select distinct
        gemeente_code,
        aanbieder_agb
    from brief
),

-- a reaction or decision is about the letter sent last, also when the next moment has come since
stap as (
    select
        partij.gemeente_code,
        partij.aanbieder_agb,
        briefstap.fase,
        briefstap.volgorde,
        briefstap.datum,
        case
            when briefstap.fase in ('reactie', 'besluit')
                then max(case when briefstap.fase = 'verzonden' then briefstap.datum end) over (
                    partition by partij.gemeente_code, partij.aanbieder_agb
                    order by briefstap.datum, briefstap.volgorde
                    rows between unbounded preceding and current row
                )
        end as verzonden_datum
    from partij
    inner join {{ ref('int_briefstap') }} as briefstap
        on
            partij.aanbieder_agb = briefstap.aanbieder_agb
            and partij.gemeente_code = coalesce(briefstap.gemeente_code, partij.gemeente_code)
),

stap_van_brief as (
    select
        stap.gemeente_code,
        stap.aanbieder_agb,
        stap.fase,
        stap.volgorde,
        stap.datum,
        max(brief.moment) as moment
    from stap
    inner join brief
        on
            stap.gemeente_code = brief.gemeente_code
            and stap.aanbieder_agb = brief.aanbieder_agb
            and coalesce(stap.verzonden_datum, stap.datum) >= brief.moment
    group by stap.gemeente_code, stap.aanbieder_agb, stap.fase, stap.volgorde, stap.datum
),

gerangschikt as (
    select
        stap_van_brief.*,
        row_number() over (partition by {{ brief | join(', ') }} order by datum desc, volgorde desc) as rang
    from stap_van_brief
),

verloop as (
    select
        {{ brief | join(', ') }},
        max(case when rang = 1 then fase end) as status,
        max(datum) as status_datum,
        max(case when fase = 'concept' then datum end) as concept_datum,
        max(case when fase = 'verzonden' then datum end) as verzonden_datum,
        max(case when fase = 'reactie' then datum end) as reactie_datum,
        max(case when fase = 'besluit' then datum end) as besluit_datum
    from gerangschikt
    group by {{ brief | join(', ') }}
)

select
    stand.moment,
    stand.jaar,
    stand.wet,
    stand.gemeente_code,
    stand.aanbieder_agb,
    stand.zorgterrein,
    stand.tot_en_met_maand,
    stand.gedeclareerd_tot,
    stand.budgetplafond_eur,
    stand.bandbreedte_pct,
    stand.ondergrens_eur,
    stand.bovengrens_eur,
    stand.realisatie_ytd_eur,
    stand.uitputting_pct,
    stand.verplicht_eur,
    case when stand.jaareinde_toegewezen_eur is null then 'lineair' else 'toegewezen' end as verwachting_methode,
    stand.jaareinde_eur,
    stand.jaareinde_pct,
    cast(stand.jaareinde_eur - stand.budgetplafond_eur as decimal(18, 2)) as afwijking_eur,
    stand.jaareinde_pct - 100 as afwijking_pct,
    cast(case
        when stand.bandbreedte_signaal = 'boven' then stand.jaareinde_eur - stand.bovengrens_eur
        when stand.bandbreedte_signaal = 'onder' then stand.ondergrens_eur - stand.jaareinde_eur
    end as decimal(18, 2)) as buiten_bandbreedte_eur,
    stand.bandbreedte_signaal,
    nu.bandbreedte_signaal as bandbreedte_signaal_nu,
    case when stand.heeft_brief then coalesce(verloop.status, 'concept') else 'nvt' end as status,
    case when stand.heeft_brief then coalesce(verloop.status_datum, stand.moment) end as status_datum,
    case when stand.heeft_brief then coalesce(verloop.concept_datum, stand.moment) end as concept_datum,
    case when stand.heeft_brief then verloop.verzonden_datum end as verzonden_datum,
    case
        when stand.heeft_brief
            then {{ dag_plus(
                'verloop.verzonden_datum', 'cast(' ~ parameter('bandbreedtebrief_reactie_dagen') ~ ' as integer)'
            ) }}
    end as reactie_uiterlijk_datum,
    case when stand.heeft_brief then verloop.reactie_datum end as reactie_datum,
    case when stand.heeft_brief then verloop.besluit_datum end as besluit_datum,
    {{ is_onvolledig(begin_van('year', 'stand.tot_en_met_maand')) }} as onvolledig
from stand
{{ met_dekking('stand') }}
left join verloop
    on
        stand.moment = verloop.moment
        and stand.gemeente_code = verloop.gemeente_code
        and stand.aanbieder_agb = verloop.aanbieder_agb
left join {{ ref('kpi_budgetplafond') }} as nu
    on
        stand.jaar = nu.jaar
        and stand.wet = nu.wet
        and stand.gemeente_code = nu.gemeente_code
        and stand.aanbieder_agb = nu.aanbieder_agb
        and stand.zorgterrein = nu.zorgterrein
