-- a client in a month with the days with a toewijzing, with known hours and in care: a day counts once in every
-- row, so cases of who has more than one carry ALLE themselves; and the hours of a toewijzing in a month and of a
-- prestatie
{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] %}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] %}
with toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.toewijzingnummer,
        toewijzing.client_id,
        -- without a Bsn nobody knows whether two toewijzingen are one person (A3): each stands alone
        coalesce(
            toewijzing.client_id,
            {{ sleutel(['toewijzing.wet', 'toewijzing.gemeente_code', 'toewijzing.toewijzingnummer']) }}
        ) as persoon,
        toewijzing.ingangsdatum as begindatum,
        {{ vroegste('toewijzing.einddatum', 'instelling.peildatum') }} as einddatum,
        cast(toewijzing.uren_per_week as decimal(28, 10)) as uren_per_week
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and toewijzing.ingangsdatum <= instelling.peildatum
),

-- three kinds of days of a client: with a toewijzing, with one whose hours are known, and in care
periode as (
    select distinct
        'toegewezen' as soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        begindatum,
        einddatum
    from toewijzing
    union all
    select distinct
        'uren' as soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        begindatum,
        einddatum
    from toewijzing
    where uren_per_week is not null
    union all
    select
        'zorg' as soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        begindatum,
        einddatum
    from {{ ref('int_zorgperiode') }}
),

detail_genummerd as (
    {{ keten_nummers('periode', ['soort'] + rij + ['persoon'], 1) }}
),

detail as (
    select
        soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from detail_genummerd
    group by soort, {{ rij | join(', ') }}, client_id, persoon, keten_nr
),

in_maand as (
    select
        detail.soort,
        detail.wet,
        detail.gemeente_code,
        detail.aanbieder_agb,
        detail.productcode,
        detail.client_id,
        detail.persoon,
        maand.maand,
        case when detail.begindatum > maand.maand then detail.begindatum else maand.maand end as begindatum,
        case when detail.einddatum < maand.laatste_dag then detail.einddatum else maand.laatste_dag end as einddatum
    from detail
    inner join {{ ref('dim_maand') }} as maand
        on
            detail.begindatum <= maand.laatste_dag
            and detail.einddatum >= maand.maand
            and maand.is_volledig
),

-- who has one gemeente, provider and product in a month has the same days in every total; only of the others a
-- total counts something else than its parts
clientrij as (
    select
        {{ rij | join(', ') }},
        persoon,
        maand
    from in_maand
    group by {{ rij | join(', ') }}, persoon, maand
),

clientmaand as (
    select
        wet,
        persoon,
        maand,
        count(*) as rijen
    from clientrij
    group by wet, persoon, maand
),

geteld as (
    select
        in_maand.*,
        clientmaand.rijen
    from in_maand
    inner join clientmaand
        on
            in_maand.wet = clientmaand.wet
            and in_maand.persoon = clientmaand.persoon
            and in_maand.maand = clientmaand.maand
),

gemengd_kubus as (
    {{ kubus(
        '(select * from geteld where rijen > 1)', dimensies,
        ['soort', 'wet', 'client_id', 'persoon', 'maand', 'begindatum', 'einddatum']
    ) }}
),

-- a day of a client counts once in every row, however many products run
gemengd_genummerd as (
    {{ keten_nummers('gemengd_kubus', ['soort'] + rij + ['persoon', 'maand'], 1) }}
),

dagen as (
    select
        false as is_eigen_totaal,
        soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        maand,
        begindatum,
        einddatum
    from geteld
    where rijen = 1
    union all
    select
        true as is_eigen_totaal,
        soort,
        {{ rij | join(', ') }},
        client_id,
        persoon,
        maand,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from gemengd_genummerd
    group by soort, {{ rij | join(', ') }}, client_id, persoon, maand, keten_nr
),

aantallen as (
    select
        dagen.*,
        {{ dagen_tussen('begindatum', 'einddatum') }} + 1 as aantal
    from dagen
),

geval as (
    select
        'dagen van de cliënt' as soort,
        aantallen.is_eigen_totaal,
        aantallen.wet,
        aantallen.gemeente_code,
        aantallen.aanbieder_agb,
        aantallen.productcode,
        aantallen.client_id,
        aantallen.persoon,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as referentienummer,
        maand.maand,
        maand.laatste_dag as geteld_op,
        sum(case when aantallen.soort = 'toegewezen' then aantallen.aantal else 0 end) as dagen_toegewezen,
        sum(case when aantallen.soort = 'uren' then aantallen.aantal else 0 end) as dagen_met_uren,
        sum(case when aantallen.soort = 'zorg' then aantallen.aantal else 0 end) as dagen_in_zorg,
        cast(0 as decimal(28, 10)) as zevenvoud_toegewezen,
        cast(0 as decimal(28, 10)) as gedeclareerde_uren,
        false as heeft_uren,
        false as zonder_uren
    from aantallen
    inner join {{ ref('dim_maand') }} as maand on aantallen.maand = maand.maand
    group by
        aantallen.is_eigen_totaal,
        aantallen.wet,
        aantallen.gemeente_code,
        aantallen.aanbieder_agb,
        aantallen.productcode,
        aantallen.client_id,
        aantallen.persoon,
        maand.maand,
        maand.laatste_dag
    union all
    select
        'uren van de toewijzing' as soort,
        false as is_eigen_totaal,
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        toewijzing.client_id,
        toewijzing.persoon,
        toewijzing.toewijzingnummer,
        cast(null as {{ tekst_type() }}) as referentienummer,
        maand.maand,
        maand.laatste_dag as geteld_op,
        0 as dagen_toegewezen,
        0 as dagen_met_uren,
        0 as dagen_in_zorg,
        -- in weeks of 7 days, exact to ten places, so that a total does not depend on the order of adding
        {{ dagen_in_maand('toewijzing') }} * toewijzing.uren_per_week as zevenvoud_toegewezen,
        cast(0 as decimal(28, 10)) as gedeclareerde_uren,
        false as heeft_uren,
        false as zonder_uren
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            toewijzing.begindatum <= maand.laatste_dag
            and toewijzing.einddatum >= maand.maand
            and maand.is_volledig
    where toewijzing.uren_per_week is not null
    union all
    select
        'prestatie' as soort,
        false as is_eigen_totaal,
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.productcode,
        prestatie.client_id,
        prestatie.client_id as persoon,
        prestatie.toewijzingnummer,
        prestatie.referentienummer,
        maand.maand,
        maand.laatste_dag as geteld_op,
        0 as dagen_toegewezen,
        0 as dagen_met_uren,
        0 as dagen_in_zorg,
        0 as zevenvoud_toegewezen,
        coalesce(cast(
            {{ als_double('prestatie.volume * debet_credit.teken') }} * eenheid.uren_per_eenheid as decimal(28, 10)
        ), 0) as gedeclareerde_uren,
        eenheid.uren_per_eenheid is not null as heeft_uren,
        eenheid.uren_per_eenheid is null as zonder_uren
    from {{ ref('fct_prestatie') }} as prestatie
    inner join {{ ref('dim_maand') }} as maand
        on
            prestatie.maand = maand.maand
            and maand.is_volledig
    inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
    left join {{ ref('eenheid') }} as eenheid on prestatie.eenheid = eenheid.code
    where prestatie.status in ('toegekend', 'open')
),

gedeeld as (
    {{ met_dimensies('geval', 'geteld_op') }}
)

select *
from gedeeld
