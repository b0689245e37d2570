{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'zorgterrein'] -%}
{%- set rij = ['wet'] + dimensies -%}
{%- set kans = '((100 - ' ~ als_double(parameter('declaratie_interval_pct')) ~ ') / 200)' -%}

-- what was claimed over each month, and what is expected of it in the end
with detail as (
    select
        kosten.wet,
        kosten.gemeente_code,
        kosten.aanbieder_agb,
        kosten.zorgterrein,
        kosten.maand,
        sum(kosten.bedrag_eur) as gedeclareerd_eur,
        count(*) as prestaties_aantal
    from {{ ref('int_prestatiekosten') }} as kosten
    inner join {{ ref('int_maand') }} as maand on kosten.maand = maand.maand
    where
        not kosten.is_op_plekken
        and kosten.status <> 'afgewezen'
    group by kosten.wet, kosten.gemeente_code, kosten.aanbieder_agb, kosten.zorgterrein, kosten.maand
),

kubus as (
    {{ kubus('detail', dimensies, ['wet', 'maand', 'gedeclareerd_eur', 'prestaties_aantal']) }}
),

gedeclareerd as (
    select
        {{ rij | join(', ') }},
        maand,
        sum(gedeclareerd_eur) as gedeclareerd_eur,
        sum(prestaties_aantal) as prestaties_aantal
    from kubus
    group by {{ rij | join(', ') }}, maand
),

begin_van_rij as (
    select
        {{ rij | join(', ') }},
        min(maand) as eerste_maand
    from gedeclareerd
    group by {{ rij | join(', ') }}
),

-- every month from the first with a claim: one in which nothing came in is a month as well
stand as (
    select
        begin_van_rij.wet,
        begin_van_rij.gemeente_code,
        begin_van_rij.aanbieder_agb,
        begin_van_rij.zorgterrein,
        graad.maand,
        cast({{ maand_nr('graad.maand') }} as integer) as maand_nr,
        cast({{ maand_nr('graad.gedeclareerd_tot') }} as integer) as grens_nr,
        coalesce(gedeclareerd.gedeclareerd_eur, 0) as gedeclareerd_eur,
        coalesce(gedeclareerd.prestaties_aantal, 0) as prestaties_aantal,
        graad.declaratie_pct,
        graad.is_gedeclareerd,
        graad.gedeclareerd_tot,
        graad.deel_laag,
        graad.deel_hoog
    from begin_van_rij
    inner join {{ ref('int_declaratiegraad') }} as graad
        on
            begin_van_rij.wet = graad.wet
            and begin_van_rij.gemeente_code = graad.gemeente_code
            and begin_van_rij.eerste_maand <= graad.maand
    left join gedeclareerd
        on
            begin_van_rij.wet = gedeclareerd.wet
            and begin_van_rij.gemeente_code = gedeclareerd.gemeente_code
            and begin_van_rij.aanbieder_agb = gedeclareerd.aanbieder_agb
            and begin_van_rij.zorgterrein = gedeclareerd.zorgterrein
            and graad.maand = gedeclareerd.maand
),

gerangschikt as (
    select
        stand.*,
        row_number() over (
            partition by {{ rij | join(', ') }}, is_gedeclareerd
            order by maand desc
        ) as nr
    from stand
),

gemiddelde as (
    select
        {{ rij | join(', ') }},
        sum(gedeclareerd_eur) as som_eur,
        count(*) as maanden_aantal
    from gerangschikt
    where
        is_gedeclareerd
        and nr <= cast({{ parameter('declaratie_gemiddelde_maanden') }} as integer)
    group by {{ rij | join(', ') }}
),

-- how such a mean did before: months that are declared, against the mean of the months equally long before them
afstand as (
    select distinct maand_nr - grens_nr as afstand
    from stand
    where maand_nr > grens_nr
),

achteraf as (
    select
        doel.wet,
        doel.gemeente_code,
        doel.aanbieder_agb,
        doel.zorgterrein,
        doel.maand,
        afstand.afstand,
        {{ als_double('max(doel.gedeclareerd_eur)') }} * count(*) / {{ als_double('sum(eerder.gedeclareerd_eur)') }}
            as verhouding
    from gerangschikt as doel
    cross join afstand
    inner join stand as eerder
        on
            doel.wet = eerder.wet
            and doel.gemeente_code = eerder.gemeente_code
            and doel.aanbieder_agb = eerder.aanbieder_agb
            and doel.zorgterrein = eerder.zorgterrein
            and eerder.maand_nr <= doel.maand_nr - afstand.afstand
            and eerder.maand_nr
            > doel.maand_nr - afstand.afstand - cast({{ parameter('declaratie_gemiddelde_maanden') }} as integer)
    where
        doel.is_gedeclareerd
        and doel.nr <= cast({{ parameter('declaratie_historie_maanden') }} as integer)
    group by doel.wet, doel.gemeente_code, doel.aanbieder_agb, doel.zorgterrein, doel.maand, afstand.afstand
    having
        sum(eerder.gedeclareerd_eur) > 0
        and count(*) = cast({{ parameter('declaratie_gemiddelde_maanden') }} as integer)
),

achteraf_rang as (
    select
        achteraf.*,
        row_number() over (partition by {{ rij | join(', ') }}, afstand order by verhouding, maand) as rang,
        count(*) over (partition by {{ rij | join(', ') }}, afstand) as aantal
    from achteraf
),

achteraf_spreiding as (
    select
        {{ rij | join(', ') }},
        afstand,
        {{ voorspelgrens('verhouding', 'rang', 'aantal', kans) }} as verhouding_laag,
        {{ voorspelgrens('verhouding', 'rang', 'aantal', '1 - ' ~ kans) }} as verhouding_hoog
    from achteraf_rang
    group by {{ rij | join(', ') }}, afstand
),

methode as (
    select
        stand.*,
        not stand.is_gedeclareerd and (stand.declaratie_pct = 0 or stand.prestaties_aantal = 0) as is_gemiddelde,
        {{ als_double('gemiddelde.som_eur') }} / nullif(gemiddelde.maanden_aantal, 0) as gemiddeld_eur,
        spreiding.verhouding_laag,
        spreiding.verhouding_hoog
    from stand
    left join gemiddelde
        on
            stand.wet = gemiddelde.wet
            and stand.gemeente_code = gemiddelde.gemeente_code
            and stand.aanbieder_agb = gemiddelde.aanbieder_agb
            and stand.zorgterrein = gemiddelde.zorgterrein
    left join achteraf_spreiding as spreiding
        on
            stand.wet = spreiding.wet
            and stand.gemeente_code = spreiding.gemeente_code
            and stand.aanbieder_agb = spreiding.aanbieder_agb
            and stand.zorgterrein = spreiding.zorgterrein
            and stand.maand_nr - stand.grens_nr = spreiding.afstand
),

verwacht as (
    select
        methode.*,
        case
            when is_gemiddelde then gemiddeld_eur
            else {{ als_double('gedeclareerd_eur') }} * 100 / declaratie_pct
        end as verwacht,
        case
            when is_gemiddelde then gemiddeld_eur * verhouding_laag
            else {{ als_double('gedeclareerd_eur') }} / nullif(deel_hoog, 0)
        end as een_grens,
        case
            when is_gemiddelde then gemiddeld_eur * verhouding_hoog
            when deel_laag > 0 then {{ als_double('gedeclareerd_eur') }} / deel_laag
        end as ander_grens
    from methode
)

select
    {{ rij | join(', ') }},
    maand,
    gedeclareerd_eur,
    declaratie_pct,
    is_gedeclareerd,
    gedeclareerd_tot,
    is_gemiddelde,
    cast(verwacht as decimal(18, 2)) as verwacht_eur,
    -- the estimate lies within its interval, also when one month weighs much or credits turn the signs
    cast(
        case
            when een_grens is not null and ander_grens is not null then least(een_grens, ander_grens, verwacht)
        end as decimal(18, 2)
    ) as laag_eur,
    cast(
        case
            when een_grens is not null and ander_grens is not null then greatest(een_grens, ander_grens, verwacht)
        end as decimal(18, 2)
    ) as hoog_eur
from verwacht
