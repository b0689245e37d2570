{%- set sleutels = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'zorgterrein'] -%}

-- a plafond without gemeente, aanbieder or zorgterrein holds for all of them together
with plafond as (
    select
        plafond.jaar,
        plafond.wet,
        coalesce(plafond.gemeente_code, 'ALLE') as gemeente_code,
        coalesce(plafond.aanbieder_agb, 'ALLE') as aanbieder_agb,
        coalesce(plafond.zorgterrein, 'ALLE') as zorgterrein,
        sum(plafond.budgetplafond_eur) as budgetplafond_eur,
        max(plafond.bandbreedte_pct) as bandbreedte_pct
    from {{ ref('int_plafond') }} as plafond
    inner join {{ ref('dim_jaar') }} as jaar on plafond.jaar = jaar.jaar
    inner join {{ ref('int_instelling') }} as instelling on jaar.eerste_dag <= instelling.peildatum
    group by
        plafond.jaar,
        plafond.wet,
        coalesce(plafond.gemeente_code, 'ALLE'),
        coalesce(plafond.aanbieder_agb, 'ALLE'),
        coalesce(plafond.zorgterrein, 'ALLE')
),

maanden as (
    select
        maand.jaar,
        max(maand.maand) as tot_en_met_maand,
        max(maand.laatste_dag) as laatste_dag,
        count(*) as maanden_aantal,
        max(case when maand.is_voorlopig then 1 else 0 end) as is_voorlopig
    from {{ ref('dim_maand') }} as maand
    where maand.is_volledig
    group by maand.jaar
),

uitgave as (
    select
        maand.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.zorgterrein,
        sum(uitgave.bedrag) as realisatie
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    group by maand.jaar, uitgave.wet, uitgave.gemeente_code, uitgave.aanbieder_agb, uitgave.zorgterrein
),

-- what is assigned for the rest of the year: days after the last complete month at the price of that day
toegewezen as (
    select
        maanden.jaar,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.zorgterrein,
        sum(
            case
                when prijs.prijs_eur is not null
                    then cast(
                        {{ als_double('prijs.prijs_eur') }} / prijs.normlooptijd_dagen
                        * ({{ dagen_tussen(
                            'case when toewijzing.ingangsdatum > maanden.laatste_dag then toewijzing.ingangsdatum'
                            ~ ' else ' ~ dag_plus('maanden.laatste_dag', 1) ~ ' end',
                            vroegste('toewijzing.einddatum', 'jaar.laatste_dag')
                        ) }} + 1) as decimal(28, 10)
                    )
                else 0
            end
        ) as verplicht,
        sum(case when prijs.prijs_eur is null then 1 else 0 end) as zonder_prijs
    from {{ ref('int_toewijzing') }} as toewijzing
    inner join maanden
        on
            coalesce(toewijzing.einddatum > maanden.laatste_dag, true)
            and extract(year from toewijzing.ingangsdatum) <= maanden.jaar
    inner join {{ ref('dim_jaar') }} as jaar
        on
            maanden.jaar = jaar.jaar
            and not jaar.is_volledig
    left join {{ ref('int_prijs') }} as prijs
        on
            toewijzing.wet = prijs.wet
            and toewijzing.aanbieder_agb = prijs.aanbieder_agb
            and toewijzing.productcode = prijs.productcode
            and maanden.laatste_dag between prijs.geldig_van and prijs.geldig_tot
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
    group by
        maanden.jaar, toewijzing.wet, toewijzing.gemeente_code, toewijzing.aanbieder_agb, toewijzing.zorgterrein
),

meting as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        realisatie,
        0 as verplicht,
        0 as zonder_prijs
    from uitgave
    union all
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        0 as realisatie,
        verplicht,
        zonder_prijs
    from toegewezen
),

rij as (
    {{ kubus('meting', ['gemeente_code', 'aanbieder_agb', 'zorgterrein'], [
        'jaar', 'wet', 'realisatie', 'verplicht', 'zonder_prijs'
    ]) }}
),

gemeten as (
    select
        {{ sleutels | join(', ') }},
        sum(realisatie) as realisatie,
        sum(verplicht) as verplicht,
        sum(zonder_prijs) as zonder_prijs
    from rij
    group by {{ sleutels | join(', ') }}
),

bedrag as (
    select
        plafond.*,
        maanden.tot_en_met_maand,
        maanden.maanden_aantal,
        maanden.is_voorlopig,
        cast(cast(coalesce(gemeten.realisatie, 0) as decimal(28, 6)) as decimal(18, 2)) as realisatie_ytd_eur,
        cast(cast(coalesce(gemeten.verplicht, 0) as decimal(28, 6)) as decimal(18, 2)) as verplicht_eur,
        cast(coalesce(gemeten.zonder_prijs, 0) as bigint) as toewijzingen_zonder_prijs_aantal
    from plafond
    inner join maanden on plafond.jaar = maanden.jaar
    left join gemeten
        on
            plafond.jaar = gemeten.jaar
            and plafond.wet = gemeten.wet
            and plafond.gemeente_code = gemeten.gemeente_code
            and plafond.aanbieder_agb = gemeten.aanbieder_agb
            and plafond.zorgterrein = gemeten.zorgterrein
),

prognose as (
    select
        bedrag.*,
        {{ percentage('realisatie_ytd_eur', 'budgetplafond_eur') }} as uitputting_pct,
        cast({{ als_double('realisatie_ytd_eur') }} * 12 / maanden_aantal as decimal(18, 2)) as jaareinde_lineair_eur,
        -- only where every running toewijzing has a price
        case
            when toewijzingen_zonder_prijs_aantal = 0 then cast(realisatie_ytd_eur + verplicht_eur as decimal(18, 2))
        end as jaareinde_toegewezen_eur
    from bedrag
),

verwacht as (
    select
        prognose.*,
        {{ percentage('coalesce(jaareinde_toegewezen_eur, jaareinde_lineair_eur)', 'budgetplafond_eur') }}
            as jaareinde_pct
    from prognose
)

select
    verwacht.jaar,
    verwacht.wet,
    verwacht.gemeente_code,
    verwacht.aanbieder_agb,
    verwacht.zorgterrein,
    verwacht.tot_en_met_maand,
    cast(verwacht.budgetplafond_eur as decimal(18, 2)) as budgetplafond_eur,
    verwacht.bandbreedte_pct,
    verwacht.realisatie_ytd_eur,
    verwacht.uitputting_pct,
    verwacht.verplicht_eur,
    verwacht.toewijzingen_zonder_prijs_aantal,
    verwacht.jaareinde_lineair_eur,
    verwacht.jaareinde_toegewezen_eur,
    verwacht.jaareinde_pct,
    case
        when verwacht.jaareinde_pct is null then 'grijs'
        when verwacht.jaareinde_pct > cast({{ parameter('plafond_rood_pct') }} as integer) then 'rood'
        when verwacht.jaareinde_pct > cast({{ parameter('plafond_oranje_pct') }} as integer) then 'oranje'
        else 'groen'
    end as kleur,
    case
        when verwacht.bandbreedte_pct is null or verwacht.jaareinde_pct is null then 'onbekend'
        when verwacht.jaareinde_pct > 100 + verwacht.bandbreedte_pct then 'boven'
        when verwacht.jaareinde_pct < 100 - verwacht.bandbreedte_pct then 'onder'
        else 'binnen'
    end as bandbreedte_signaal,
    verwacht.is_voorlopig = 1 as voorlopig
from verwacht
