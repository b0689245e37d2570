{%- set sleutels = ['jaar', 'wet', 'gemeente_code', 'segment', 'methode'] -%}

-- clients and costs of both ways of paying go up to the last declared month: the same months on either side
with declaratie as (
    select
        graad.wet,
        graad.gemeente_code,
        kalender.jaar,
        kalender.maand,
        kalender.laatste_dag
    from (
        select
            wet,
            gemeente_code,
            max(gedeclareerd_tot) as gedeclareerd_tot
        from {{ ref('int_declaratiegraad') }}
        group by wet, gemeente_code
    ) as graad
    inner join {{ ref('dim_maand') }} as kalender
        on
            graad.gedeclareerd_tot >= kalender.maand
            and kalender.is_volledig
),

-- care periods cut where the way of paying changes
periode as (
    select
        zorgperiode.wet,
        zorgperiode.gemeente_code,
        zorgperiode.client_id,
        zorgperiode.segment,
        betaalwijze.methode,
        case
            when zorgperiode.begindatum > betaalwijze.geldig_van then zorgperiode.begindatum
            else betaalwijze.geldig_van
        end as begindatum,
        {{ vroegste('zorgperiode.einddatum', 'betaalwijze.geldig_tot') }} as einddatum
    from {{ ref('int_zorgperiode') }} as zorgperiode
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            zorgperiode.wet = betaalwijze.wet
            and zorgperiode.gemeente_code = betaalwijze.gemeente_code
            and zorgperiode.segment = betaalwijze.segment
            and zorgperiode.begindatum <= betaalwijze.geldig_tot
            and zorgperiode.einddatum >= betaalwijze.geldig_van
),

zorgmaand as (
    select
        maand.jaar,
        periode.wet,
        periode.gemeente_code,
        periode.segment,
        periode.methode,
        periode.client_id,
        {{ dagen_in_maand('periode') }} as zorgdagen
    from periode
    inner join declaratie as maand
        on
            periode.wet = maand.wet
            and periode.gemeente_code = maand.gemeente_code
            and periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
),

uitgave as (
    select
        maand.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.segment,
        uitgave.methode,
        sum(uitgave.bedrag) as kosten
    from {{ ref('fct_uitgave') }} as uitgave
    inner join declaratie as maand
        on
            uitgave.wet = maand.wet
            and uitgave.gemeente_code = maand.gemeente_code
            and uitgave.maand = maand.maand
    group by maand.jaar, uitgave.wet, uitgave.gemeente_code, uitgave.segment, uitgave.methode
),

-- who left: the way of paying on the last day of care
traject as (
    select
        traject.wet,
        traject.gemeente_code,
        betaalwijze.segment,
        betaalwijze.methode,
        cast(extract(year from traject.zorg_einddatum) as integer) as jaar,
        {{ dagen_tussen('traject.zorg_begindatum', 'traject.zorg_einddatum') }} + 1 as looptijd_dagen
    from {{ ref('fct_traject') }} as traject
    cross join {{ ref('int_instelling') }} as instelling
    left join {{ ref('int_product') }} as product
        on
            traject.wet = product.wet
            and traject.productcode = product.productcode
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            traject.wet = betaalwijze.wet
            and traject.gemeente_code = betaalwijze.gemeente_code
            and coalesce(product.segment, {{ parameter('onbekend') }}) = betaalwijze.segment
            and traject.zorg_einddatum between betaalwijze.geldig_van and betaalwijze.geldig_tot
    where
        traject.telt_mee
        and traject.zorg_begindatum <= traject.zorg_einddatum
        and {{ dag_plus('traject.zorg_einddatum', 'instelling.aansluit_dagen') }} <= instelling.peildatum
),

meting as (
    select
        {{ sleutels | join(', ') }},
        count(distinct client_id) as clienten,
        sum(zorgdagen) as zorgdagen,
        cast(0 as decimal(28, 10)) as kosten,
        0 as uitgestroomd,
        0 as looptijd_dagen
    from zorgmaand
    group by {{ sleutels | join(', ') }}
    union all
    select
        {{ sleutels | join(', ') }},
        0 as clienten,
        0 as zorgdagen,
        kosten,
        0 as uitgestroomd,
        0 as looptijd_dagen
    from uitgave
    union all
    select
        {{ sleutels | join(', ') }},
        0 as clienten,
        0 as zorgdagen,
        0 as kosten,
        count(*) as uitgestroomd,
        sum(looptijd_dagen) as looptijd_dagen
    from traject
    group by {{ sleutels | join(', ') }}
),

grens as (
    select
        wet,
        gemeente_code,
        jaar,
        max(maand) as gedeclareerd_tot
    from declaratie
    group by wet, gemeente_code, jaar
),

geteld as (
    select
        {{ sleutels | join(', ') }},
        cast(sum(clienten) as bigint) as clienten_aantal,
        cast(sum(zorgdagen) as bigint) as zorgdagen,
        cast(cast(sum(kosten) as decimal(28, 6)) as decimal(18, 2)) as kosten_eur,
        cast(sum(uitgestroomd) as bigint) as uitgestroomd_aantal,
        {{ als_double('sum(looptijd_dagen)') }} / nullif(sum(uitgestroomd), 0) as gem_looptijd_dagen
    from meting
    group by {{ sleutels | join(', ') }}
)

select
    geteld.jaar,
    geteld.wet,
    geteld.gemeente_code,
    geteld.segment,
    geteld.methode,
    grens.gedeclareerd_tot,
    geteld.clienten_aantal,
    geteld.zorgdagen,
    geteld.kosten_eur,
    cast({{ als_double('geteld.kosten_eur') }} / nullif(geteld.clienten_aantal, 0) as decimal(18, 2))
        as kosten_per_client_eur,
    geteld.uitgestroomd_aantal,
    geteld.gem_looptijd_dagen,
    jaar.is_voorlopig as voorlopig,
    {{ is_onvolledig('jaar.eerste_dag') }} as onvolledig
from geteld
inner join {{ ref('dim_jaar') }} as jaar on geteld.jaar = jaar.jaar
left join grens
    on
        geteld.wet = grens.wet
        and geteld.gemeente_code = grens.gemeente_code
        and geteld.jaar = grens.jaar
{{ met_dekking('geteld') }}
