-- what the messages use and the reference tables lack; a table without rows is in the summary of the night, not here
with rij as (
    select * from {{ ref('stg_referentie_rij') }}
),

gevuld as (
    select distinct tabel from rij
),

toewijzing as (
    select
        toewijzing.*,
        toewijzing.ingangsdatum <= instelling.peildatum
        and coalesce(toewijzing.einddatum >= instelling.peildatum, true) as is_lopend
    from {{ ref('int_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where not toewijzing.is_verwijderd
),

gebruik as (
    select
        wet,
        aanbieder_agb,
        productcode,
        1 as toewijzingen,
        0 as leveringen
    from toewijzing
    where telt_mee
    union all
    select
        wet,
        aanbieder_agb,
        productcode,
        0 as toewijzingen,
        1 as leveringen
    from {{ ref('int_levering') }}
    where
        telt_mee
        and not is_verwijderd
),

product_gebruik as (
    select
        wet,
        productcode,
        cast(sum(toewijzingen) as bigint) as toewijzingen,
        cast(sum(leveringen) as bigint) as leveringen
    from gebruik
    where productcode is not null
    group by wet, productcode
),

aanbieder_gebruik as (
    select
        aanbieder_agb,
        cast(sum(toewijzingen) as bigint) as toewijzingen,
        cast(sum(leveringen) as bigint) as leveringen
    from gebruik
    group by aanbieder_agb
),

-- within a vak no price and no way of paying begins or ends, so that no day has to be looked at by itself
grens as (
    select historie_vanaf as dag from {{ ref('int_instelling') }}
    union
    select geldig_van as dag from rij
    where
        tabel in ('prijzen', 'betaalwijze')
        and geldig_van is not null
    union
    select {{ dag_plus('rij.geldig_tot', 1) }} as dag
    from rij
    cross join {{ ref('int_instelling') }} as instelling
    where
        rij.tabel in ('prijzen', 'betaalwijze')
        and rij.geldig_tot < instelling.historie_tot
),

genummerde_grens as (
    select
        dag,
        lead(dag) over (order by dag) as volgende
    from grens
),

vak as (
    select
        genummerde_grens.dag as begindatum,
        coalesce({{ dag_plus('genummerde_grens.volgende', -1) }}, instelling.historie_tot) as einddatum
    from genummerde_grens
    cross join {{ ref('int_instelling') }} as instelling
),

zorgdeel as (
    select
        periode.wet,
        periode.gemeente_code,
        periode.aanbieder_agb,
        periode.productcode,
        vak.begindatum as vak_begindatum,
        vak.einddatum as vak_einddatum,
        case when periode.begindatum > vak.begindatum then periode.begindatum else vak.begindatum end as begindatum,
        {{ vroegste('periode.einddatum', 'vak.einddatum') }} as einddatum
    from {{ ref('int_zorgperiode') }} as periode
    inner join vak
        on
            periode.begindatum <= vak.einddatum
            and periode.einddatum >= vak.begindatum
),

zorg as (
    select
        wet,
        gemeente_code,
        aanbieder_agb,
        productcode,
        vak_begindatum,
        vak_einddatum,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum,
        cast(sum({{ dagen_tussen('begindatum', 'einddatum') }} + 1) as bigint) as zorgdagen
    from zorgdeel
    group by wet, gemeente_code, aanbieder_agb, productcode, vak_begindatum, vak_einddatum
),

met_segment as (
    select
        zorg.*,
        product.wet is not null as heeft_product,
        coalesce(product.segment, {{ parameter('onbekend') }}) as segment
    from zorg
    left join {{ ref('int_product') }} as product
        on
            zorg.wet = product.wet
            and zorg.productcode = product.productcode
),

-- the gemeente's own row before a general one, then the segment's
met_methode as (
    select
        zorg.*,
        wijze.methode,
        row_number() over (
            partition by
                zorg.wet, zorg.gemeente_code, zorg.aanbieder_agb, zorg.productcode, zorg.segment, zorg.vak_begindatum
            order by
                case when wijze.gemeente_code is null then 1 else 0 end,
                case when wijze.segment is null then 1 else 0 end,
                wijze.methode asc
        ) as rang
    from met_segment as zorg
    left join rij as wijze
        on
            wijze.tabel = 'betaalwijze'
            and zorg.wet = wijze.wet
            and zorg.gemeente_code = coalesce(wijze.gemeente_code, zorg.gemeente_code)
            and zorg.segment = coalesce(wijze.segment, zorg.segment)
            and zorg.vak_begindatum >= coalesce(wijze.geldig_van, zorg.vak_begindatum)
            and zorg.vak_einddatum <= coalesce(wijze.geldig_tot, zorg.vak_einddatum)
),

-- a municipality that began its list in some year is not asked about the years before
betaalwijze_bereik as (
    select min(coalesce(rij.geldig_van, instelling.historie_vanaf)) as vanaf
    from rij
    cross join {{ ref('int_instelling') }} as instelling
    where rij.tabel = 'betaalwijze'
),

prijsloos as (
    select
        zorg.wet,
        zorg.productcode,
        zorg.aanbieder_agb,
        zorg.begindatum,
        zorg.einddatum,
        zorg.zorgdagen
    from met_methode as zorg
    left join rij as prijs
        on
            prijs.tabel = 'prijzen'
            and zorg.wet = prijs.wet
            and zorg.productcode = prijs.productcode
            and zorg.aanbieder_agb = coalesce(prijs.aanbieder_agb, zorg.aanbieder_agb)
            and zorg.vak_begindatum >= coalesce(prijs.geldig_van, zorg.vak_begindatum)
            and zorg.vak_einddatum <= coalesce(prijs.geldig_tot, zorg.vak_einddatum)
    where
        zorg.rang = 1
        and zorg.methode = 'plekken'
        and zorg.productcode is not null
        and prijs.tabel is null
),

-- by the gemeente's own code or by that of the gemeente that gave it before a merger
toewijzing_bekend as (
    select toewijzing_sleutel from toewijzing
    union
    select {{ sleutel(['wet', 'gemeente_code', 'toewijzingnummer']) }} as toewijzing_sleutel from toewijzing
),

lopend as (
    select
        gemeente_code_nu as gemeente_code,
        aanbieder_agb_nu as aanbieder_agb,
        count(*) as toewijzingen
    from toewijzing
    where
        telt_mee
        and is_lopend
    group by gemeente_code_nu, aanbieder_agb_nu
),

contact as (
    select distinct
        gemeente_code,
        aanbieder_agb
    from rij
    where tabel = 'contactpersonen'
),

zonder_contact as (
    select
        lopend.gemeente_code,
        cast(null as {{ tekst_type() }}) as aanbieder_agb,
        'De backoffice van gemeente ' || lopend.gemeente_code as wie,
        lopend.toewijzingen
    from lopend
    left join contact
        on
            lopend.gemeente_code = contact.gemeente_code
            and contact.aanbieder_agb is null
    where contact.gemeente_code is null
    union all
    select
        cast(null as {{ tekst_type() }}) as gemeente_code,
        lopend.aanbieder_agb,
        'Aanbieder ' || lopend.aanbieder_agb as wie,
        lopend.toewijzingen
    from lopend
    left join contact
        on
            lopend.aanbieder_agb = contact.aanbieder_agb
            and lopend.gemeente_code = coalesce(contact.gemeente_code, lopend.gemeente_code)
    where contact.aanbieder_agb is null
),

bevinding as (
    select
        'product_ontbreekt' as soort,
        'producten' as tabel,
        {{ leesbare_sleutel(['gebruik.wet', 'gebruik.productcode']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Product ' || gebruik.productcode || ' staat niet in producten.csv en wel in berichten (toewijzingen: '
        || cast(gebruik.toewijzingen as {{ tekst_type() }}) || ', leveringen: '
        || cast(gebruik.leveringen as {{ tekst_type() }}) || ').' as toelichting,
        gebruik.toewijzingen + gebruik.leveringen as aantal
    from product_gebruik as gebruik
    left join {{ ref('int_product') }} as product
        on
            gebruik.wet = product.wet
            and gebruik.productcode = product.productcode
    where product.productcode is null

    union all

    select
        'normlooptijd_ontbreekt' as soort,
        'producten' as tabel,
        {{ leesbare_sleutel(['gebruik.wet', 'gebruik.productcode']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Product ' || gebruik.productcode || ' heeft in producten.csv geen normlooptijd en staat wel in berichten'
        || ' (toewijzingen: ' || cast(gebruik.toewijzingen as {{ tekst_type() }}) || ', leveringen: '
        || cast(gebruik.leveringen as {{ tekst_type() }}) || ').' as toelichting,
        gebruik.toewijzingen + gebruik.leveringen as aantal
    from product_gebruik as gebruik
    inner join {{ ref('int_product') }} as product
        on
            gebruik.wet = product.wet
            and gebruik.productcode = product.productcode
    where product.normlooptijd_dagen is null

    union all

    select
        'aanbieder_ontbreekt' as soort,
        'aanbieders' as tabel,
        {{ leesbare_sleutel(['gebruik.aanbieder_agb']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Aanbieder ' || gebruik.aanbieder_agb || ' staat niet in aanbieders.csv en wel in berichten (toewijzingen: '
        || cast(gebruik.toewijzingen as {{ tekst_type() }}) || ', leveringen: '
        || cast(gebruik.leveringen as {{ tekst_type() }}) || ').' as toelichting,
        gebruik.toewijzingen + gebruik.leveringen as aantal
    from aanbieder_gebruik as gebruik
    left join {{ ref('int_aanbieder') }} as aanbieder on gebruik.aanbieder_agb = aanbieder.aanbieder_agb
    where aanbieder.aanbieder_agb is null

    union all

    select
        'prijs_ontbreekt' as soort,
        'prijzen' as tabel,
        {{ leesbare_sleutel(['wet', 'productcode', 'aanbieder_agb']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Voor ' || cast(cast(sum(zorgdagen) as bigint) as {{ tekst_type() }})
        || ' zorgdagen onder plekken geldt geen prijs: de eerste op ' || cast(min(begindatum) as {{ tekst_type() }})
        || ', de laatste op ' || cast(max(einddatum) as {{ tekst_type() }}) || '.' as toelichting,
        sum(zorgdagen) as aantal
    from prijsloos
    group by wet, productcode, aanbieder_agb

    union all

    select
        'betaalwijze_ontbreekt' as soort,
        'betaalwijze' as tabel,
        {{ leesbare_sleutel(['zorg.wet', 'zorg.gemeente_code', 'zorg.segment']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Voor ' || cast(cast(sum(zorg.zorgdagen) as bigint) as {{ tekst_type() }})
        || ' zorgdagen is geen betaalwijze gegeven: de eerste op ' || cast(min(zorg.begindatum) as {{ tekst_type() }})
        || ', de laatste op ' || cast(max(zorg.einddatum) as {{ tekst_type() }}) || '.' as toelichting,
        sum(zorg.zorgdagen) as aantal
    from met_methode as zorg
    inner join betaalwijze_bereik on zorg.vak_begindatum >= betaalwijze_bereik.vanaf
    where
        zorg.methode is null
        -- a product that is not listed is a finding by itself
        and zorg.heeft_product
    group by zorg.wet, zorg.gemeente_code, zorg.segment

    union all

    select
        'toewijzing_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        rij.toewijzingnummer,
        'De toewijzing is bij deze gemeente en wet niet bekend, of is verwijderd.' as toelichting,
        max(cast(null as bigint)) as aantal
    from rij
    left join toewijzing_bekend as bekend
        on {{ sleutel(['rij.wet', 'rij.gemeente_code', 'rij.toewijzingnummer']) }} = bekend.toewijzing_sleutel
    where
        rij.toewijzingnummer is not null
        and bekend.toewijzing_sleutel is null
    group by rij.tabel, rij.sleutel, rij.toewijzingnummer

    union all

    select
        'contactpersoon_ontbreekt' as soort,
        'contactpersonen' as tabel,
        {{ leesbare_sleutel(['gemeente_code', 'aanbieder_agb']) }} as sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        wie || ' heeft geen contactpersoon (lopende toewijzingen: '
        || cast(cast(sum(toewijzingen) as bigint) as {{ tekst_type() }}) || ').' as toelichting,
        sum(toewijzingen) as aantal
    from zonder_contact
    group by gemeente_code, aanbieder_agb, wie
)

select
    bevinding.soort,
    bevinding.tabel,
    bevinding.sleutel,
    bevinding.toewijzingnummer,
    bevinding.toelichting,
    cast(bevinding.aantal as bigint) as aantal
from bevinding
inner join gevuld on bevinding.tabel = gevuld.tabel
