{%- set rij = ['wet', 'gemeente_code', 'aanbieder_agb', 'productcode'] -%}
{%- set dimensies = ['gemeente_code', 'aanbieder_agb', 'productcode'] -%}

with toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
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
        persoon,
        begindatum,
        einddatum
    from toewijzing
    union all
    select distinct
        'uren' as soort,
        {{ rij | join(', ') }},
        persoon,
        begindatum,
        einddatum
    from toewijzing
    where uren_per_week is not null
    union all
    select
        'zorg' as soort,
        {{ rij | join(', ') }},
        persoon,
        begindatum,
        einddatum
    from {{ ref('int_zorgperiode') }}
),

periode_kubus as (
    {{ kubus('periode', dimensies, ['soort', 'wet', 'persoon', 'begindatum', 'einddatum']) }}
),

-- a day of a client counts once in every row, however many products run
genummerd as (
    {{ keten_nummers('periode_kubus', ['soort'] + rij + ['persoon'], 1) }}
),

clientperiode as (
    select
        soort,
        {{ rij | join(', ') }},
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from genummerd
    group by soort, {{ rij | join(', ') }}, persoon, keten_nr
),

clientdagen as (
    select
        clientperiode.wet,
        clientperiode.gemeente_code,
        clientperiode.aanbieder_agb,
        clientperiode.productcode,
        maand.maand,
        clientperiode.soort,
        sum({{ dagen_in_maand('clientperiode') }}) as dagen
    from clientperiode
    inner join {{ ref('dim_maand') }} as maand
        on
            clientperiode.begindatum <= maand.laatste_dag
            and clientperiode.einddatum >= maand.maand
            and maand.is_volledig
    group by
        clientperiode.wet,
        clientperiode.gemeente_code,
        clientperiode.aanbieder_agb,
        clientperiode.productcode,
        maand.maand,
        clientperiode.soort
),

-- hours stay exact to ten places until the last select, so that a total does not depend on the order of adding
uren_detail as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.aanbieder_agb,
        toewijzing.productcode,
        maand.maand,
        -- in weeks of 7 days
        sum({{ dagen_in_maand('toewijzing') }} * toewijzing.uren_per_week) as zevenvoud_toegewezen,
        cast(0 as decimal(28, 10)) as gedeclareerd,
        0 as prestaties_met_uren,
        0 as prestaties_zonder_uren
    from toewijzing
    inner join {{ ref('dim_maand') }} as maand
        on
            toewijzing.begindatum <= maand.laatste_dag
            and toewijzing.einddatum >= maand.maand
            and maand.is_volledig
    where toewijzing.uren_per_week is not null
    group by
        toewijzing.wet, toewijzing.gemeente_code, toewijzing.aanbieder_agb, toewijzing.productcode, maand.maand
    union all
    select
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.productcode,
        prestatie.maand,
        0 as zevenvoud_toegewezen,
        coalesce(cast(
            {{ als_double('sum(prestatie.volume * debet_credit.teken)') }} * eenheid.uren_per_eenheid as decimal(28, 10)
        ), 0) as gedeclareerd,
        sum(case when eenheid.uren_per_eenheid is null then 0 else 1 end) as prestaties_met_uren,
        sum(case when eenheid.uren_per_eenheid is null then 1 else 0 end) as prestaties_zonder_uren
    from {{ ref('fct_prestatie') }} as prestatie
    inner join {{ ref('dim_maand') }} as maand
        on
            prestatie.maand = maand.maand
            and maand.is_volledig
    inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
    left join {{ ref('eenheid') }} as eenheid on prestatie.eenheid = eenheid.code
    where prestatie.status in ('toegekend', 'open')
    group by
        prestatie.wet,
        prestatie.gemeente_code,
        prestatie.aanbieder_agb,
        prestatie.productcode,
        prestatie.maand,
        eenheid.uren_per_eenheid
),

uren as (
    {{ kubus(
        'uren_detail',
        dimensies,
        ['wet', 'maand', 'zevenvoud_toegewezen', 'gedeclareerd', 'prestaties_met_uren', 'prestaties_zonder_uren']
    ) }}
),

-- adding rows instead of joining them: a productcode may be NULL
meting as (
    select
        {{ rij | join(', ') }},
        maand,
        case when soort = 'toegewezen' then dagen else 0 end as dagen_toegewezen,
        case when soort = 'uren' then dagen else 0 end as dagen_met_uren,
        case when soort = 'zorg' then dagen else 0 end as dagen_in_zorg,
        0 as zevenvoud_toegewezen,
        0 as gedeclareerd,
        0 as prestaties_met_uren,
        0 as prestaties_zonder_uren
    from clientdagen
    union all
    select
        {{ rij | join(', ') }},
        maand,
        0 as dagen_toegewezen,
        0 as dagen_met_uren,
        0 as dagen_in_zorg,
        zevenvoud_toegewezen,
        gedeclareerd,
        prestaties_met_uren,
        prestaties_zonder_uren
    from uren
),

per_maand as (
    select
        {{ rij | join(', ') }},
        maand,
        cast(sum(dagen_toegewezen) as bigint) as dagen_toegewezen,
        cast(sum(dagen_met_uren) as bigint) as dagen_met_uren,
        cast(sum(dagen_in_zorg) as bigint) as dagen_in_zorg,
        {{ als_double('sum(zevenvoud_toegewezen)') }} as zevenvoud_toegewezen,
        {{ als_double('sum(gedeclareerd)') }} as gedeclareerd,
        cast(sum(prestaties_met_uren) as bigint) as prestaties_met_uren,
        cast(sum(prestaties_zonder_uren) as bigint) as prestaties_zonder_uren
    from meting
    group by {{ rij | join(', ') }}, maand
),

volume as (
    select
        {{ rij | join(', ') }},
        maand,
        dagen_met_uren,
        dagen_toegewezen - dagen_met_uren as dagen_zonder_uren,
        dagen_in_zorg,
        prestaties_zonder_uren,
        case when dagen_met_uren > 0 then zevenvoud_toegewezen / 7 end as toegewezen_uren,
        zevenvoud_toegewezen / nullif(dagen_met_uren, 0) as toegewezen_per_week,
        -- nothing declared is 0 hours, but pieces or euros alone say nothing about hours
        case when prestaties_met_uren > 0 or prestaties_zonder_uren = 0 then gedeclareerd end as gedeclareerde_uren
    from per_maand
),

per_week as (
    select
        volume.*,
        -- a month that is not declared yet, or is paid by place, says nothing about what was delivered
        case
            when graad.is_gedeclareerd and not graad.is_op_plekken
                then 7 * volume.gedeclareerde_uren / nullif(volume.dagen_in_zorg, 0)
        end as gedeclareerd_per_week
    from volume
    left join {{ ref('int_declaratiegraad') }} as graad
        on
            volume.wet = graad.wet
            and volume.gemeente_code = graad.gemeente_code
            and volume.maand = graad.maand
)

select
    per_week.wet,
    per_week.gemeente_code,
    per_week.aanbieder_agb,
    per_week.productcode,
    per_week.maand,
    per_week.dagen_met_uren as clientdagen_met_uren,
    per_week.dagen_zonder_uren as clientdagen_zonder_uren,
    per_week.toegewezen_uren,
    per_week.toegewezen_per_week as toegewezen_uren_per_clientweek,
    per_week.dagen_in_zorg as clientdagen_in_zorg,
    per_week.gedeclareerde_uren,
    per_week.prestaties_zonder_uren as prestaties_zonder_uren_aantal,
    per_week.gedeclareerd_per_week as gedeclareerde_uren_per_clientweek,
    {{ percentage('per_week.gedeclareerd_per_week', 'per_week.toegewezen_per_week') }} as verzilvering_pct,
    maand.is_voorlopig as voorlopig,
    {{ is_onvolledig('per_week.maand') }} as onvolledig
from per_week
inner join {{ ref('dim_maand') }} as maand on per_week.maand = maand.maand
{{ met_dekking('per_week') }}
