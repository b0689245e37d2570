{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}

-- the places of a year that are paid by place (K002-18), as they are known now
with jaar as (
    select
        jaar,
        cast(jaar as {{ tekst_type() }}) as jaar_tekst,
        min(maand) as eerste_dag,
        max(maand) as maand,
        max(laatste_dag) as laatste_dag
    from {{ ref('dim_maand') }}
    where is_volledig
    group by jaar
),

methode as (
    select
        jaar.jaar,
        betaalwijze.wet,
        betaalwijze.gemeente_code,
        betaalwijze.segment,
        betaalwijze.methode,
        {{ dagen_tussen('jaar.eerste_dag', 'jaar.laatste_dag') }} + 1 as jaardagen,
        {{ dagen_tussen(
            'case when betaalwijze.geldig_van > jaar.eerste_dag then betaalwijze.geldig_van else jaar.eerste_dag end',
            vroegste('betaalwijze.geldig_tot', 'jaar.laatste_dag')
        ) }} + 1 as dagen
    from {{ ref('int_betaalwijze') }} as betaalwijze
    inner join jaar
        on
            betaalwijze.geldig_van <= jaar.laatste_dag
            and betaalwijze.geldig_tot >= jaar.eerste_dag
),

betaling as (
    select
        jaar,
        wet,
        gemeente_code,
        segment,
        max(jaardagen) as jaardagen,
        sum(case when methode = 'plekken' then dagen else 0 end) as plekdagen
    from methode
    group by jaar, wet, gemeente_code, segment
),

-- where an agreement names a gemeente, provider and product
afspraak as (
    select
        {{ rij | join(', ') }},
        jaar,
        cast(sum(plekken_aantal) as decimal(18, 4)) as afgesproken_plekken
    from {{ ref('int_afspraak') }}
    group by {{ rij | join(', ') }}, jaar
),

dagen as (
    select
        {{ rij | join(', ') }},
        cast(extract(year from maand) as integer) as jaar,
        cast(sum(zorgdagen) as bigint) as zorgdagen
    from {{ ref('kpi_plekken_realisatie') }}
    group by {{ rij | join(', ') }}, cast(extract(year from maand) as integer)
),

stand as (
    select
        plekken.*,
        jaar.jaar,
        jaar.jaar_tekst,
        dagen.zorgdagen,
        coalesce(product.segment, {{ parameter('onbekend') }}) as segment
    from {{ ref('pagina_plekken') }} as plekken
    inner join jaar on plekken.maand = jaar.maand
    inner join dagen
        on
            jaar.jaar = dagen.jaar
            and plekken.wet = dagen.wet
            and plekken.gemeente_code = dagen.gemeente_code
            and plekken.aanbieder_agb = dagen.aanbieder_agb
            and coalesce(plekken.productcode, '~') = coalesce(dagen.productcode, '~')
    left join {{ ref('int_product') }} as product
        on
            plekken.wet = product.wet
            and plekken.productcode = product.productcode
    where
        plekken.aanbieder_agb <> 'ALLE'
        and coalesce(plekken.productcode, '~') <> 'ALLE'
),

detail as (
    select
        stand.*,
        afspraak.afgesproken_plekken,
        case
            when betaling.plekdagen = betaling.jaardagen then 'plekken'
            when betaling.plekdagen > 0 then 'deels plekken'
            when betaling.jaardagen > 0 then 'per prestatie'
            else 'onbekend'
        end as betaling
    from stand
    left join betaling
        on
            stand.jaar = betaling.jaar
            and stand.wet = betaling.wet
            and stand.gemeente_code = betaling.gemeente_code
            and stand.segment = betaling.segment
    left join afspraak
        on
            stand.jaar_tekst = afspraak.jaar
            and stand.wet = afspraak.wet
            and stand.gemeente_code = afspraak.gemeente_code
            and stand.aanbieder_agb = afspraak.aanbieder_agb
            and stand.productcode = afspraak.productcode
    where stand.gemeente_code <> 'ALLE'
),

-- one price all year is that price; of more the mean over the days
prijs as (
    select
        jaar.jaar,
        prijs.wet,
        prijs.aanbieder_agb,
        prijs.productcode,
        case when min(prijs.prijs_eur) = max(prijs.prijs_eur) then min(prijs.prijs_eur) end as prijs_eur
    from {{ ref('int_prijs') }} as prijs
    inner join jaar
        on
            prijs.geldig_van <= jaar.laatste_dag
            and prijs.geldig_tot >= jaar.eerste_dag
    group by jaar.jaar, prijs.wet, prijs.aanbieder_agb, prijs.productcode
),

-- what was agreed for all gemeenten together is in none of theirs
samen as (
    select distinct
        jaar,
        wet,
        aanbieder_agb,
        productcode
    from {{ ref('int_afspraak') }}
    where gemeente_code is null
),

gezamenlijk as (
    select
        alle.jaar,
        alle.wet,
        alle.aanbieder_agb,
        alle.productcode,
        alle.maand,
        alle.voorlopig,
        alle.onvolledig,
        max(alle.voorschot_ytd_eur) - coalesce(sum(eigen.voorschot_ytd_eur), 0) as voorschot_ytd_eur
    from stand as alle
    inner join samen
        on
            alle.jaar_tekst = samen.jaar
            and alle.wet = samen.wet
            and alle.aanbieder_agb = samen.aanbieder_agb
            and alle.productcode = samen.productcode
    left join detail as eigen
        on
            alle.jaar = eigen.jaar
            and alle.wet = eigen.wet
            and alle.aanbieder_agb = eigen.aanbieder_agb
            and alle.productcode = eigen.productcode
    where
        alle.gemeente_code = 'ALLE'
        and alle.voorschot_ytd_eur is not null
    group by
        alle.jaar, alle.wet, alle.aanbieder_agb, alle.productcode, alle.maand, alle.voorlopig, alle.onvolledig
)

select
    detail.jaar,
    detail.wet,
    detail.gemeente_code,
    detail.aanbieder_agb,
    detail.productcode,
    detail.maand as tot_en_met_maand,
    detail.betaling,
    detail.afgesproken_plekken,
    detail.zorgdagen,
    detail.plekken_ytd as plekken,
    coalesce(prijs.prijs_eur, detail.prijs_eur) as prijs_eur,
    -- of a year in which the way of paying changed, days paid by place are not told apart: then nobody settles on it
    case when detail.betaling = 'plekken' then detail.realisatie_ytd_eur end as realisatie_eur,
    detail.voorschot_ytd_eur as voorschot_eur,
    case when detail.betaling = 'plekken' then detail.saldo_ytd_eur end as saldo_eur,
    detail.zorgdagen_zonder_prijs_ytd as zorgdagen_zonder_prijs,
    detail.voorlopig,
    detail.onvolledig
from detail
left join prijs
    on
        detail.jaar = prijs.jaar
        and detail.wet = prijs.wet
        and detail.productcode = prijs.productcode
        and detail.aanbieder_agb = prijs.aanbieder_agb
where
    detail.betaling in ('plekken', 'deels plekken')
    or detail.voorschot_ytd_eur <> 0
union all
select
    jaar,
    wet,
    'ALLE' as gemeente_code,
    aanbieder_agb,
    productcode,
    maand as tot_en_met_maand,
    'plekken' as betaling,
    cast(null as decimal(18, 4)) as afgesproken_plekken,
    cast(null as bigint) as zorgdagen,
    {{ als_double('null') }} as plekken,
    cast(null as decimal(18, 2)) as prijs_eur,
    cast(0 as decimal(18, 2)) as realisatie_eur,
    cast(voorschot_ytd_eur as decimal(18, 2)) as voorschot_eur,
    cast(-voorschot_ytd_eur as decimal(18, 2)) as saldo_eur,
    cast(null as bigint) as zorgdagen_zonder_prijs,
    voorlopig,
    onvolledig
from gezamenlijk
where voorschot_ytd_eur <> 0
