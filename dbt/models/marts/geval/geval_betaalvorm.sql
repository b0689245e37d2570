-- care of a client in a month, what it cost, and a traject that ended, under the way of paying of that day; clients and
-- costs of both ways go up to the last declared month: the same months on either side
with declaratie as (
    select
        graad.wet,
        graad.gemeente_code,
        kalender.jaar,
        kalender.maand,
        kalender.laatste_dag
    from (
        {{ gedeclareerd_per_gemeente() }}
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
        zorgperiode.aanbieder_agb,
        zorgperiode.productcode,
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
        periode.aanbieder_agb,
        periode.productcode,
        maand.maand,
        maand.laatste_dag,
        {{ dagen_in_maand('periode') }} as zorgdagen
    from periode
    inner join declaratie as maand
        on
            periode.wet = maand.wet
            and periode.gemeente_code = maand.gemeente_code
            and periode.begindatum <= maand.laatste_dag
            and periode.einddatum >= maand.maand
),

-- who left: the way of paying on the last day of care
traject as (
    select
        traject.wet,
        traject.gemeente_code,
        traject.aanbieder_agb,
        traject.productcode,
        traject.client_id,
        traject.traject_id,
        traject.zorg_einddatum,
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

geval as (
    select
        'zorg' as soort,
        jaar,
        wet,
        gemeente_code,
        segment,
        methode,
        aanbieder_agb,
        productcode,
        client_id,
        cast(null as {{ tekst_type() }}) as traject_id,
        maand,
        laatste_dag as geteld_op,
        sum(zorgdagen) as zorgdagen,
        cast(0 as decimal(28, 10)) as bedrag,
        cast(null as integer) as looptijd_dagen
    from zorgmaand
    group by jaar, wet, gemeente_code, segment, methode, aanbieder_agb, productcode, client_id, maand, laatste_dag
    union all
    select
        'kosten' as soort,
        maand.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.segment,
        uitgave.methode,
        uitgave.aanbieder_agb,
        uitgave.productcode,
        uitgave.client_id,
        cast(null as {{ tekst_type() }}) as traject_id,
        maand.maand,
        maand.laatste_dag as geteld_op,
        0 as zorgdagen,
        sum(uitgave.bedrag) as bedrag,
        cast(null as integer) as looptijd_dagen
    from {{ ref('fct_uitgave') }} as uitgave
    inner join declaratie as maand
        on
            uitgave.wet = maand.wet
            and uitgave.gemeente_code = maand.gemeente_code
            and uitgave.maand = maand.maand
    group by
        maand.jaar, uitgave.wet, uitgave.gemeente_code, uitgave.segment, uitgave.methode, uitgave.aanbieder_agb,
        uitgave.productcode, uitgave.client_id, maand.maand, maand.laatste_dag
    union all
    select
        'uitstroom' as soort,
        jaar,
        wet,
        gemeente_code,
        segment,
        methode,
        aanbieder_agb,
        productcode,
        client_id,
        traject_id,
        {{ begin_van('month', 'zorg_einddatum') }} as maand,
        zorg_einddatum as geteld_op,
        0 as zorgdagen,
        cast(0 as decimal(28, 10)) as bedrag,
        looptijd_dagen
    from traject
),

gevlagd as (
    select
        geval.*,
        geval.soort = 'zorg' as is_zorg,
        geval.soort = 'uitstroom' as is_uitstroom
    from geval
),

gedeeld as (
    {{ met_dimensies('gevlagd', 'geteld_op', eigen=['segment']) }}
)

select *
from gedeeld
