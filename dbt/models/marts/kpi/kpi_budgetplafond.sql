{%- set sleutels = ['jaar', 'wet', 'gemeente_code', 'aanbieder_agb', 'zorgterrein'] -%}

with geteld as (
    {{ tel_gevallen(ref('geval_budgetplafond'), kpi_opzet('kpi_budgetplafond')) }}
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
    from {{ ref('int_plafond') }} as plafond
    inner join {{ ref('int_declaratiegrens') }} as grens
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

bedrag as (
    select
        plafond.*,
        maanden.tot_en_met_maand,
        maanden.is_voorlopig,
        grens.gedeclareerd_tot,
        coalesce(grens.maanden_aantal, 0) as maanden_aantal,
        -- nothing is known before the first month is declared
        coalesce(grens.maanden_aantal > 0, false) as is_gedeclareerd,
        coalesce(grens.gedeclareerd_tot < maanden.tot_en_met_maand, true) as heeft_later,
        cast(cast(coalesce(geteld.uitgaven, 0) as decimal(28, 6)) as decimal(18, 2)) as uitgaven_eur,
        cast(cast(coalesce(geteld.ontvangen_later, 0) as decimal(28, 6)) as decimal(18, 2)) as ontvangen_later_eur,
        {%- for maat in ['verwacht', 'laag', 'hoog'] %}
            cast(cast(later.{{ maat }} + coalesce(geteld.plekken_later, 0) as decimal(28, 6)) as decimal(18, 2))
                as {{ maat }}_later_eur,
        {%- endfor %}
        cast(cast(coalesce(geteld.verplicht, 0) as decimal(28, 6)) as decimal(18, 2)) as verplicht_eur,
        coalesce(geteld.toewijzingen_zonder_prijs_aantal, 0) as toewijzingen_zonder_prijs_aantal
    from {{ ref('int_plafond') }} as plafond
    inner join maanden on plafond.jaar = maanden.jaar
    left join {{ ref('int_declaratiegrens') }} as grens
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
    left join geteld
        on
            plafond.jaar = geteld.jaar
            and plafond.wet = geteld.wet
            and plafond.gemeente_code = geteld.gemeente_code
            and plafond.aanbieder_agb = geteld.aanbieder_agb
            and plafond.zorgterrein = geteld.zorgterrein
),

gerealiseerd as (
    select
        bedrag.*,
        case when is_gedeclareerd then uitgaven_eur end as realisatie_ytd_eur
    from bedrag
),

prognose as (
    select
        gerealiseerd.*,
        {{ percentage('realisatie_ytd_eur', 'budgetplafond_eur') }} as uitputting_pct,
        cast({{ als_double('realisatie_ytd_eur') }} * 12 / nullif(maanden_aantal, 0) as decimal(18, 2))
            as jaareinde_lineair_eur,
        -- only where every running toewijzing has a price
        case
            when toewijzingen_zonder_prijs_aantal = 0 then cast(realisatie_ytd_eur + verplicht_eur as decimal(18, 2))
        end as jaareinde_toegewezen_eur
    from gerealiseerd
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
    verwacht.is_gedeclareerd,
    verwacht.heeft_later,
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
