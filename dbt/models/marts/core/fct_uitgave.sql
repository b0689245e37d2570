-- what help cost: claims that were not refused (A13), and where betaalwijze says plekken the realisatie of places
-- instead (K002-18)
with gedeclareerd as (
    select
        'pxq' as methode,
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        client_id,
        zorgterrein,
        segment,
        maand,
        cast(bedrag_eur as decimal(28, 10)) as bedrag
    from {{ ref('int_prestatiekosten') }}
    where
        status <> 'afgewezen'
        and not is_op_plekken
),

-- days that are paid by place and have a price
plek as (
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.productcode,
        periode.client_id,
        periode.prijs_eur,
        periode.normlooptijd_dagen,
        periode.zorgterrein,
        periode.segment,
        case
            when periode.begindatum > betaalwijze.geldig_van then periode.begindatum
            else betaalwijze.geldig_van
        end as begindatum,
        {{ vroegste('periode.einddatum', 'betaalwijze.geldig_tot') }} as einddatum
    from {{ ref('int_zorgperiode_prijs') }} as periode
    inner join {{ ref('int_betaalwijze') }} as betaalwijze
        on
            periode.wet = betaalwijze.wet
            and periode.gemeente_code = betaalwijze.gemeente_code
            and periode.segment = betaalwijze.segment
            and periode.begindatum <= betaalwijze.geldig_tot
            and periode.einddatum >= betaalwijze.geldig_van
            and betaalwijze.methode = 'plekken'
),

plekmaand as (
    select
        plek.*,
        maand.maand,
        {{ dagen_in_maand('plek') }} as zorgdagen
    from plek
    inner join {{ ref('dim_maand') }} as maand
        on
            plek.begindatum <= maand.laatste_dag
            and plek.einddatum >= maand.maand
)

select
    methode,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    client_id,
    zorgterrein,
    segment,
    maand,
    sum(bedrag) as bedrag
from gedeclareerd
group by methode, wet, gemeente_code, aanbieder_agb, productcode, client_id, zorgterrein, segment, maand
union all
select
    'plekken' as methode,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    client_id,
    zorgterrein,
    segment,
    maand,
    cast({{ als_double('sum(zorgdagen * prijs_eur)') }} / normlooptijd_dagen as decimal(28, 10)) as bedrag
from plekmaand
group by wet, gemeente_code, aanbieder_agb, productcode, client_id, zorgterrein, segment, maand, normlooptijd_dagen
