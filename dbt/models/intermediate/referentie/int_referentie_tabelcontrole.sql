-- what is wrong with the reference tables by themselves; seed referentie_controle says which check counts where
with rij as (
    select * from {{ ref('stg_referentie_rij') }}
),

-- an empty cell is all of them, and a table that is not there at all is said elsewhere: neither makes a code unknown
heeft_rijen as (
    select
        coalesce(max(case when tabel = 'producten' then 1 end), 0) as producten,
        coalesce(max(case when tabel = 'aanbieders' then 1 end), 0) as aanbieders
    from rij
),

gemeente as (
    select gemeente_code from {{ ref('gemeente') }}
    union
    select oude_code as gemeente_code from {{ ref('code_opvolging') }}
    where soort = 'gemeente'
),

zorgterrein as (
    select distinct
        wet,
        zorgterrein
    from rij
    where
        tabel = 'producten'
        and zorgterrein is not null
),

segment as (
    select distinct
        wet,
        segment
    from rij
    where
        tabel = 'producten'
        and segment is not null
),

-- is_deel: a figure of 0 to 100
kpi as (
    select
        termijn.kpi,
        true as heeft_norm,
        true as is_deel
    from (
        {{ termijn_kpis() }}
    ) as termijn
    union all
    select
        kpi.kpi,
        kpi.heeft_norm,
        coalesce(max(case when perceel.kpi is not null then 1 end), 0) = 1 as is_deel
    from {{ ref('kpi') }} as kpi
    left join {{ ref('kpi_perceel') }} as perceel on kpi.kpi = perceel.kpi
    group by kpi.kpi, kpi.heeft_norm
),

-- equal rows say the same twice and harm nobody
geldigheid as (
    select distinct
        tabel,
        sleutel,
        inhoud,
        coalesce(geldig_van, cast('0001-01-01' as date)) as vanaf,
        coalesce(geldig_tot, cast('9999-12-31' as date)) as tot
    from rij
    where
        heeft_geldigheid
        and coalesce(geldig_tot >= geldig_van, true)
),

met_eerder as (
    select
        tabel,
        sleutel,
        vanaf,
        max(tot) over (
            partition by tabel, sleutel
            order by vanaf asc, tot asc, inhoud asc
            rows between unbounded preceding and 1 preceding
        ) as eerder_tot
    from geldigheid
),

bevinding as (
    select
        'dubbele_sleutel' as soort,
        tabel,
        sleutel,
        toewijzingnummer,
        'Deze rij staat ' || cast(count(*) as {{ tekst_type() }}) || ' keer in de tabel, met verschillende inhoud.'
            as toelichting
    from rij
    where not heeft_geldigheid
    group by tabel, sleutel, toewijzingnummer
    having count(distinct inhoud) > 1

    union all

    select
        'overlappende_geldigheid' as soort,
        tabel,
        sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Er gelden meer rijen tegelijk'
        || case
            when min(vanaf) > cast('0001-01-01' as date)
                then ', voor het eerst op ' || cast(min(vanaf) as {{ tekst_type() }})
            else ''
        end || '.' as toelichting
    from met_eerder
    where eerder_tot >= vanaf
    group by tabel, sleutel

    union all

    select
        'geldigheid_omgekeerd' as soort,
        tabel,
        sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'De rij geldt van ' || cast(geldig_van as {{ tekst_type() }}) || ' tot en met '
        || cast(geldig_tot as {{ tekst_type() }}) || ': het einde ligt voor het begin.' as toelichting
    from rij
    where geldig_tot < geldig_van

    union all

    select
        'getal_onmogelijk' as soort,
        tabel,
        sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Een getal in deze rij is lager dan het kan zijn.' as toelichting
    from rij
    where is_onmogelijk_getal

    union all

    select
        'gemeente_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        rij.toewijzingnummer,
        'Gemeentecode ' || rij.gemeente_code || ' bestaat niet.' as toelichting
    from rij
    left join gemeente on rij.gemeente_code = gemeente.gemeente_code
    where
        rij.gemeente_code is not null
        and gemeente.gemeente_code is null

    union all

    select
        'product_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Product ' || rij.productcode || ' staat voor deze wet niet in producten.csv.' as toelichting
    from rij
    inner join heeft_rijen on heeft_rijen.producten = 1
    left join {{ ref('int_product') }} as product
        on
            rij.wet = product.wet
            and rij.productcode = product.productcode
    where
        rij.productcode is not null
        and product.productcode is null

    union all

    select
        'aanbieder_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Aanbieder ' || rij.aanbieder_agb || ' staat niet in aanbieders.csv.' as toelichting
    from rij
    inner join heeft_rijen on heeft_rijen.aanbieders = 1
    left join {{ ref('int_aanbieder') }} as aanbieder on rij.aanbieder_agb = aanbieder.aanbieder_agb
    where
        rij.aanbieder_agb is not null
        and aanbieder.aanbieder_agb is null

    union all

    select
        'zorgterrein_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Geen product van deze wet in producten.csv heeft zorgterrein ' || rij.zorgterrein || '.' as toelichting
    from rij
    inner join heeft_rijen on heeft_rijen.producten = 1
    left join zorgterrein
        on
            coalesce(rij.wet, zorgterrein.wet) = zorgterrein.wet
            and rij.zorgterrein = zorgterrein.zorgterrein
    where
        rij.zorgterrein is not null
        and zorgterrein.zorgterrein is null

    union all

    select
        'segment_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Geen product van deze wet in producten.csv heeft segment ' || rij.segment || '.' as toelichting
    from rij
    inner join heeft_rijen on heeft_rijen.producten = 1
    left join segment
        on
            rij.wet = segment.wet
            and rij.segment = segment.segment
    where
        -- of an aanbieder the segment is its size
        rij.tabel = 'betaalwijze'
        and rij.segment is not null
        and segment.segment is null

    union all

    select
        'kpi_onbekend' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Peilstok kent geen cijfer ' || rij.kpi
        || case when rij.tabel = 'normen' then ' dat een norm kan hebben.' else '.' end as toelichting
    from rij
    left join kpi
        on
            rij.kpi = kpi.kpi
            and (kpi.heeft_norm or rij.tabel <> 'normen')
    where
        rij.kpi is not null
        and kpi.kpi is null

    union all

    select
        'norm_perceel_zonder_cijfer' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Voor perceel ' || rij.perceel || ' bestaat er geen cijfer ' || rij.kpi || '.' as toelichting
    from rij
    left join {{ ref('kpi_perceel') }} as perceel
        on
            rij.kpi = perceel.kpi
            and rij.perceel = perceel.perceel
            and coalesce(rij.wet, perceel.wet) = perceel.wet
    where
        rij.tabel = 'normen'
        and rij.perceel is not null
        and perceel.kpi is null

    union all

    select
        'norm_zonder_waarde' as soort,
        tabel,
        sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'De norm is leeg.' as toelichting
    from rij
    where
        tabel = 'normen'
        and norm is null

    union all

    select
        'norm_geen_percentage' as soort,
        rij.tabel,
        rij.sleutel,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'Dit cijfer is een percentage, en de norm ligt niet tussen 0 en 100.' as toelichting
    from rij
    inner join kpi
        on
            rij.kpi = kpi.kpi
            and kpi.is_deel
    where
        rij.tabel = 'normen'
        and not {{ als_double('rij.norm') }} between 0 and 100

    union all

    select
        'start_voor_plan' as soort,
        tabel,
        sleutel,
        toewijzingnummer,
        'De feitelijke start (' || cast(feitelijke_start_datum as {{ tekst_type() }})
        || ') ligt voor het behandelplan (' || cast(behandelplan_datum as {{ tekst_type() }}) || ').' as toelichting
    from rij
    where feitelijke_start_datum < behandelplan_datum
)

-- more rows with one key can have the same fault: one finding
select
    soort,
    tabel,
    sleutel,
    toewijzingnummer,
    min(toelichting) as toelichting
from bevinding
group by soort, tabel, sleutel, toewijzingnummer
