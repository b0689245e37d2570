-- a traject whose care began in a month whose window has passed, and whether it went on with another provider or
-- product
with traject as (
    select
        traject.traject_id,
        traject.wet,
        traject.gemeente_code,
        traject.aanbieder_agb,
        traject.gemeente_code_nu,
        traject.aanbieder_agb_nu,
        traject.client_id,
        traject.productcode,
        {{ sleutel([
            'traject.productcode', 'case when traject.productcode is null then traject.productcategorie end'
        ]) }} as product_sleutel,
        traject.zorg_begindatum,
        traject.zorg_einddatum,
        instelling.aansluit_dagen,
        {{ dag_plus('instelling.peildatum', 1) }} as dag_na_peildatum,
        cast({{ parameter('wissel_maanden') }} as integer) as wissel_maanden
    from {{ ref('fct_traject') }} as traject
    cross join {{ ref('int_instelling') }} as instelling
    where
        traject.telt_mee
        and traject.zorg_begindatum is not null
),

-- the window of the whole month has passed (A12): the day after P no longer lies within it
gestart as (
    select
        traject.*,
        maand.maand
    from traject
    inner join {{ ref('dim_maand') }} as maand
        on
            traject.zorg_begindatum >= maand.maand
            and traject.zorg_begindatum <= maand.laatste_dag
    where not {{ binnen_maanden('traject.dag_na_peildatum', 'maand.laatste_dag', 'traject.wissel_maanden') }}
),

-- within the window this chain ended and a later one went on; the same product at the same provider again is no change
vervolg as (
    select
        gestart.traject_id,
        max(case when volgende.aanbieder_agb_nu <> gestart.aanbieder_agb_nu then 1 else 0 end) as andere_aanbieder,
        max(case when volgende.product_sleutel <> gestart.product_sleutel then 1 else 0 end) as ander_product
    from gestart
    inner join traject as volgende
        on
            gestart.wet = volgende.wet
            and gestart.gemeente_code_nu = volgende.gemeente_code_nu
            and gestart.client_id = volgende.client_id
            and gestart.zorg_begindatum < volgende.zorg_begindatum
            and {{ sluit_aan(
                'volgende', 'gestart.zorg_einddatum', 'gestart.aansluit_dagen', 'zorg_begindatum', 'zorg_einddatum'
            ) }}
    where
        {{ binnen_maanden('gestart.zorg_einddatum', 'gestart.zorg_begindatum', 'gestart.wissel_maanden') }}
        and {{ binnen_maanden('volgende.zorg_begindatum', 'gestart.zorg_begindatum', 'gestart.wissel_maanden') }}
    group by gestart.traject_id
),

geval as (
    select
        gestart.maand,
        gestart.wet,
        gestart.gemeente_code,
        gestart.aanbieder_agb,
        gestart.client_id,
        gestart.traject_id,
        gestart.productcode,
        gestart.zorg_begindatum,
        gestart.zorg_einddatum,
        coalesce(vervolg.andere_aanbieder = 1 or vervolg.ander_product = 1, false) as in_teller,
        coalesce(vervolg.andere_aanbieder = 1, false) as is_andere_aanbieder,
        coalesce(vervolg.ander_product = 1, false) as is_ander_product
    from gestart
    left join vervolg on gestart.traject_id = vervolg.traject_id
),

gedeeld as (
    {{ met_dimensies('geval', 'zorg_begindatum') }}
)

select *
from gedeeld
