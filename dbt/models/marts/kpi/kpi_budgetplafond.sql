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
        max(case when maand.is_voorlopig then 1 else 0 end) as is_voorlopig
    from {{ ref('dim_maand') }} as maand
    where maand.is_volledig
    group by maand.jaar
),

-- up to which month of each year the claims of a gemeente, and of all together, are in
grens as (
    select
        maand.jaar,
        graad.wet,
        graad.gemeente_code,
        max(case when maand.maand <= graad.gedeclareerd_tot then maand.maand end) as gedeclareerd_tot,
        coalesce(
            max(case when maand.maand <= graad.gedeclareerd_tot then maand.laatste_dag end),
            {{ dag_plus('min(maand.maand)', -1) }}
        ) as laatste_dag,
        sum(case when maand.maand <= graad.gedeclareerd_tot then 1 else 0 end) as maanden_aantal
    from (
        select
            wet,
            gemeente_code,
            max(gedeclareerd_tot) as gedeclareerd_tot
        from {{ ref('int_declaratiegraad') }}
        group by wet, gemeente_code
    ) as graad
    cross join {{ ref('dim_maand') }} as maand
    where maand.is_volledig
    group by maand.jaar, graad.wet, graad.gemeente_code
),

uitgave_detail as (
    select
        maand.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.zorgterrein,
        uitgave.maand,
        sum(uitgave.bedrag) as realisatie,
        sum(case when uitgave.methode = 'plekken' then uitgave.bedrag else 0 end) as plekken
    from {{ ref('fct_uitgave') }} as uitgave
    inner join {{ ref('dim_maand') }} as maand
        on
            uitgave.maand = maand.maand
            and maand.is_volledig
    group by
        maand.jaar, uitgave.wet, uitgave.gemeente_code, uitgave.aanbieder_agb, uitgave.zorgterrein, uitgave.maand
),

uitgave as (
    {{ kubus('uitgave_detail', ['gemeente_code', 'aanbieder_agb', 'zorgterrein'], [
        'jaar', 'wet', 'maand', 'realisatie', 'plekken'
    ]) }}
),

-- what is assigned for the rest of the year: days after the last declared month at the price of that day
toewijzing_detail as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        productcode,
        ingangsdatum,
        einddatum
    from {{ ref('int_toewijzing') }}
    where
        telt_mee
        and not is_verwijderd
),

toewijzing as (
    {{ kubus('toewijzing_detail', ['gemeente_code'], [
        'wet', 'aanbieder_agb', 'zorgterrein', 'productcode', 'ingangsdatum', 'einddatum'
    ]) }}
),

toegewezen_detail as (
    select
        grens.jaar,
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
                            'case when toewijzing.ingangsdatum > grens.laatste_dag then toewijzing.ingangsdatum'
                            ~ ' else ' ~ dag_plus('grens.laatste_dag', 1) ~ ' end',
                            vroegste('toewijzing.einddatum', 'jaar.laatste_dag')
                        ) }} + 1) as decimal(28, 10)
                    )
                else 0
            end
        ) as verplicht,
        sum(case when prijs.prijs_eur is null then 1 else 0 end) as zonder_prijs
    from toewijzing
    inner join grens
        on
            toewijzing.wet = grens.wet
            and toewijzing.gemeente_code = grens.gemeente_code
            and coalesce(toewijzing.einddatum > grens.laatste_dag, true)
            and extract(year from toewijzing.ingangsdatum) <= grens.jaar
    inner join {{ ref('dim_jaar') }} as jaar
        on
            grens.jaar = jaar.jaar
            and (not jaar.is_volledig or grens.laatste_dag < jaar.laatste_dag)
    left join {{ ref('int_prijs') }} as prijs
        on
            toewijzing.wet = prijs.wet
            and toewijzing.aanbieder_agb = prijs.aanbieder_agb
            and toewijzing.productcode = prijs.productcode
            and grens.laatste_dag between prijs.geldig_van and prijs.geldig_tot
    group by
        grens.jaar, toewijzing.wet, toewijzing.gemeente_code, toewijzing.aanbieder_agb, toewijzing.zorgterrein
),

toegewezen as (
    {{ kubus('toegewezen_detail', ['aanbieder_agb', 'zorgterrein'], [
        'jaar', 'wet', 'gemeente_code', 'verplicht', 'zonder_prijs'
    ]) }}
),

-- months that are not declared yet, apart: what came in, and what is expected where enough is known to say so
later_maand as (
    select
        plafond.jaar,
        plafond.wet,
        plafond.gemeente_code,
        plafond.aanbieder_agb,
        plafond.zorgterrein,
        schatting.is_gemiddelde
        or schatting.declaratie_pct >= {{ als_double(parameter('declaratie_schatting_pct')) }} as is_bruikbaar,
        schatting.verwacht_eur,
        schatting.laag_eur,
        schatting.hoog_eur
    from plafond
    inner join grens
        on
            plafond.jaar = grens.jaar
            and plafond.wet = grens.wet
            and plafond.gemeente_code = grens.gemeente_code
    inner join {{ ref('int_declaratieschatting') }} as schatting
        on
            plafond.wet = schatting.wet
            and plafond.gemeente_code = schatting.gemeente_code
            and plafond.aanbieder_agb = schatting.aanbieder_agb
            and plafond.zorgterrein = schatting.zorgterrein
            and grens.laatste_dag < schatting.maand
            and plafond.jaar = extract(year from schatting.maand)
),

later as (
    select
        {{ sleutels | join(', ') }},
    {%- for maat in ['verwacht', 'laag', 'hoog'] %}
        case
            when sum(case when is_bruikbaar and {{ maat }}_eur is not null then 0 else 1 end) = 0
                then sum({{ maat }}_eur)
        end as {{ maat }}{{ ',' if not loop.last }}
    {%- endfor %}
    from later_maand
    group by {{ sleutels | join(', ') }}
),

meting as (
    select
        uitgave.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.zorgterrein,
        case when uitgave.maand <= grens.gedeclareerd_tot then uitgave.realisatie else 0 end as realisatie,
        case when uitgave.maand > grens.laatste_dag then uitgave.realisatie else 0 end as ontvangen_later,
        case when uitgave.maand > grens.laatste_dag then uitgave.plekken else 0 end as plekken_later,
        0 as verplicht,
        0 as zonder_prijs
    from uitgave
    inner join grens
        on
            uitgave.jaar = grens.jaar
            and uitgave.wet = grens.wet
            and uitgave.gemeente_code = grens.gemeente_code
    union all
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        0 as realisatie,
        0 as ontvangen_later,
        0 as plekken_later,
        verplicht,
        zonder_prijs
    from toegewezen
),

gemeten as (
    select
        {{ sleutels | join(', ') }},
        sum(realisatie) as realisatie,
        sum(ontvangen_later) as ontvangen_later,
        sum(plekken_later) as plekken_later,
        sum(verplicht) as verplicht,
        sum(zonder_prijs) as zonder_prijs
    from meting
    group by {{ sleutels | join(', ') }}
),

bedrag as (
    select
        plafond.*,
        maanden.tot_en_met_maand,
        maanden.is_voorlopig,
        grens.gedeclareerd_tot,
        coalesce(grens.maanden_aantal, 0) as maanden_aantal,
        coalesce(grens.gedeclareerd_tot < maanden.tot_en_met_maand, true) as heeft_later,
        cast(cast(coalesce(gemeten.ontvangen_later, 0) as decimal(28, 6)) as decimal(18, 2)) as ontvangen_later_eur,
        {%- for maat in ['verwacht', 'laag', 'hoog'] %}
            cast(cast(later.{{ maat }} + coalesce(gemeten.plekken_later, 0) as decimal(28, 6)) as decimal(18, 2))
                as {{ maat }}_later_eur,
        {%- endfor %}
        -- nothing is known before the first month is declared
        case
            when grens.maanden_aantal > 0
                then cast(cast(coalesce(gemeten.realisatie, 0) as decimal(28, 6)) as decimal(18, 2))
        end as realisatie_ytd_eur,
        cast(cast(coalesce(gemeten.verplicht, 0) as decimal(28, 6)) as decimal(18, 2)) as verplicht_eur,
        cast(coalesce(gemeten.zonder_prijs, 0) as bigint) as toewijzingen_zonder_prijs_aantal
    from plafond
    inner join maanden on plafond.jaar = maanden.jaar
    left join grens
        on
            plafond.jaar = grens.jaar
            and plafond.wet = grens.wet
            and plafond.gemeente_code = grens.gemeente_code
    left join later
        on
            plafond.jaar = later.jaar
            and plafond.wet = later.wet
            and plafond.gemeente_code = later.gemeente_code
            and plafond.aanbieder_agb = later.aanbieder_agb
            and plafond.zorgterrein = later.zorgterrein
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
        cast({{ als_double('realisatie_ytd_eur') }} * 12 / nullif(maanden_aantal, 0) as decimal(18, 2))
            as jaareinde_lineair_eur,
        -- only where every running toewijzing has a price
        case
            when toewijzingen_zonder_prijs_aantal = 0 then cast(realisatie_ytd_eur + verplicht_eur as decimal(18, 2))
        end as jaareinde_toegewezen_eur
    from bedrag
),

verwacht as (
    select
        prognose.*,
        coalesce(jaareinde_toegewezen_eur, jaareinde_lineair_eur) as jaareinde_eur,
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
    verwacht.gedeclareerd_tot,
    cast(verwacht.budgetplafond_eur as decimal(18, 2)) as budgetplafond_eur,
    verwacht.bandbreedte_pct,
    verwacht.realisatie_ytd_eur,
    verwacht.uitputting_pct,
    case when verwacht.heeft_later then verwacht.ontvangen_later_eur end as ontvangen_later_eur,
    case when verwacht.heeft_later then verwacht.verwacht_later_eur end as verwacht_later_eur,
    case when verwacht.heeft_later then verwacht.laag_later_eur end as laag_later_eur,
    case when verwacht.heeft_later then verwacht.hoog_later_eur end as hoog_later_eur,
    verwacht.verplicht_eur,
    verwacht.toewijzingen_zonder_prijs_aantal,
    verwacht.jaareinde_lineair_eur,
    verwacht.jaareinde_toegewezen_eur,
    verwacht.jaareinde_eur,
    verwacht.jaareinde_pct,
    case
        when verwacht.jaareinde_pct is null or {{ is_onvolledig(begin_van('year', 'verwacht.tot_en_met_maand')) }}
            then 'grijs'
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
    verwacht.is_voorlopig = 1 as voorlopig,
    {{ is_onvolledig(begin_van('year', 'verwacht.tot_en_met_maand')) }} as onvolledig
from verwacht
{{ met_dekking('verwacht') }}
