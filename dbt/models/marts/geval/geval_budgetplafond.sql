-- what counts for a ceiling: what a client cost in a month, and a toewijzing that runs on after the last declared
-- month. Its months end where the claims of its own gemeente do, or of all, so the cases carry the columns of the
-- ceiling
with plafond as (
    select
        plafond.jaar,
        plafond.wet,
        plafond.gemeente_code,
        plafond.aanbieder_agb,
        plafond.zorgterrein,
        grens.gedeclareerd_tot,
        grens.laatste_dag
    from {{ ref('int_plafond') }} as plafond
    inner join {{ ref('int_declaratiegrens') }} as grens
        on
            plafond.jaar = grens.jaar
            and plafond.wet = grens.wet
            and plafond.gemeente_code = grens.gemeente_code
),

-- over which columns the ceilings of a year go together
vorm as (
    select distinct
        jaar,
        wet,
        case when gemeente_code = 'ALLE' then 1 else 0 end as alle_gemeenten,
        case when aanbieder_agb = 'ALLE' then 1 else 0 end as alle_aanbieders,
        case when zorgterrein = 'ALLE' then 1 else 0 end as alle_zorgterreinen
    from plafond
),

uitgave as (
    select
        vorm.jaar,
        uitgave.wet,
        case when vorm.alle_gemeenten = 1 then 'ALLE' else uitgave.gemeente_code end as gemeente_code,
        case when vorm.alle_aanbieders = 1 then 'ALLE' else uitgave.aanbieder_agb end as aanbieder_agb,
        case when vorm.alle_zorgterreinen = 1 then 'ALLE' else uitgave.zorgterrein end as zorgterrein,
        uitgave.gemeente_code as eigen_gemeente_code,
        uitgave.aanbieder_agb as eigen_aanbieder_agb,
        uitgave.zorgterrein as eigen_zorgterrein,
        uitgave.client_id,
        uitgave.productcode,
        uitgave.segment,
        uitgave.methode,
        uitgave.maand,
        uitgave.geteld_op,
        uitgave.bedrag,
        uitgave.bedrag_plekken
    from {{ ref('geval_uitgaven') }} as uitgave
    inner join vorm
        on
            uitgave.wet = vorm.wet
            and extract(year from uitgave.maand) = vorm.jaar
),

toewijzing as (
    select
        vorm.jaar,
        toewijzing.wet,
        case when vorm.alle_gemeenten = 1 then 'ALLE' else toewijzing.gemeente_code end as gemeente_code,
        case when vorm.alle_aanbieders = 1 then 'ALLE' else toewijzing.aanbieder_agb end as aanbieder_agb,
        case when vorm.alle_zorgterreinen = 1 then 'ALLE' else toewijzing.zorgterrein end as zorgterrein,
        toewijzing.gemeente_code as eigen_gemeente_code,
        toewijzing.aanbieder_agb as eigen_aanbieder_agb,
        toewijzing.zorgterrein as eigen_zorgterrein,
        toewijzing.client_id,
        toewijzing.productcode,
        toewijzing.segment,
        toewijzing.toewijzingnummer,
        toewijzing.ingangsdatum,
        toewijzing.einddatum,
        kalender.laatste_dag as jaar_laatste_dag,
        kalender.is_volledig
    from {{ ref('int_toewijzing') }} as toewijzing
    inner join vorm
        on
            toewijzing.wet = vorm.wet
            and extract(year from toewijzing.ingangsdatum) <= vorm.jaar
    inner join {{ ref('dim_jaar') }} as kalender on vorm.jaar = kalender.jaar
    where
        toewijzing.telt_mee
        and not toewijzing.is_verwijderd
),

-- what is assigned for the rest of the year: days after the last declared month at the price of that day
toegewezen as (
    select
        toewijzing.*,
        case
            when toewijzing.ingangsdatum > plafond.laatste_dag then toewijzing.ingangsdatum
            else {{ dag_plus('plafond.laatste_dag', 1) }}
        end as geteld_op,
        prijs.prijs_eur,
        prijs.normlooptijd_dagen
    from toewijzing
    inner join plafond
        on
            toewijzing.jaar = plafond.jaar
            and toewijzing.wet = plafond.wet
            and toewijzing.gemeente_code = plafond.gemeente_code
            and toewijzing.aanbieder_agb = plafond.aanbieder_agb
            and toewijzing.zorgterrein = plafond.zorgterrein
            and coalesce(toewijzing.einddatum > plafond.laatste_dag, true)
            and (not toewijzing.is_volledig or toewijzing.jaar_laatste_dag > plafond.laatste_dag)
    left join {{ ref('int_prijs') }} as prijs
        on
            toewijzing.wet = prijs.wet
            and toewijzing.eigen_aanbieder_agb = prijs.aanbieder_agb
            and toewijzing.productcode = prijs.productcode
            and plafond.laatste_dag between prijs.geldig_van and prijs.geldig_tot
),

geval as (
    select
        'uitgave' as soort,
        uitgave.jaar,
        uitgave.wet,
        uitgave.gemeente_code,
        uitgave.aanbieder_agb,
        uitgave.zorgterrein,
        uitgave.eigen_gemeente_code,
        uitgave.eigen_aanbieder_agb,
        uitgave.eigen_zorgterrein,
        uitgave.client_id,
        uitgave.productcode,
        uitgave.segment,
        uitgave.methode,
        uitgave.maand,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as date) as ingangsdatum,
        cast(null as date) as einddatum,
        uitgave.geteld_op,
        coalesce(uitgave.maand <= plafond.gedeclareerd_tot, false) as is_gedeclareerd,
        uitgave.maand > plafond.laatste_dag as is_later,
        false as zonder_prijs,
        uitgave.bedrag,
        uitgave.bedrag_plekken,
        cast(null as decimal(28, 10)) as verplicht
    from uitgave
    inner join plafond
        on
            uitgave.jaar = plafond.jaar
            and uitgave.wet = plafond.wet
            and uitgave.gemeente_code = plafond.gemeente_code
            and uitgave.aanbieder_agb = plafond.aanbieder_agb
            and uitgave.zorgterrein = plafond.zorgterrein
    union all
    select
        'toewijzing' as soort,
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        zorgterrein,
        eigen_gemeente_code,
        eigen_aanbieder_agb,
        eigen_zorgterrein,
        client_id,
        productcode,
        segment,
        cast(null as {{ tekst_type() }}) as methode,
        cast(null as date) as maand,
        toewijzingnummer,
        ingangsdatum,
        einddatum,
        geteld_op,
        false as is_gedeclareerd,
        false as is_later,
        prijs_eur is null as zonder_prijs,
        cast(null as decimal(28, 10)) as bedrag,
        cast(null as decimal(28, 10)) as bedrag_plekken,
        cast(
            {{ als_double('prijs_eur') }} / normlooptijd_dagen
            * ({{ dagen_tussen('geteld_op', vroegste('einddatum', 'jaar_laatste_dag')) }} + 1) as decimal(28, 10)
        ) as verplicht
    from toegewezen
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op', eigen=['zorgterrein', 'segment']) }}
)

select *
from gedeeld
