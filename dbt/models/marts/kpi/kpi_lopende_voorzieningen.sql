{%- set rij = ['wet', 'gemeente_code', 'inkoopcategorie', 'aanbieder_agb'] -%}
{%- set dimensies = ['gemeente_code', 'inkoopcategorie', 'aanbieder_agb'] -%}

-- what begins is one in, the day after its end one out (A9): the stand is a running sum, not a row per day or month
with soort as (
    select
        1 as is_in,
        0 as is_uit
    union all
    select
        0 as is_in,
        1 as is_uit
),

toewijzing as (
    select
        toewijzing.wet,
        toewijzing.gemeente_code,
        toewijzing.inkoopcategorie,
        toewijzing.aanbieder_agb,
        case
            when soort.is_in = 1 then toewijzing.ingangsdatum
            else {{ dag_plus('toewijzing.einddatum', 1) }}
        end as datum,
        soort.is_in,
        soort.is_uit
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join soort
    where
        toewijzing.telt_mee
        and (soort.is_in = 1 or toewijzing.einddatum is not null)
),

toewijzing_maand as (
    select
        {{ rij | join(', ') }},
        {{ begin_van('month', 'datum') }} as maand,
        sum(is_in) as instroom,
        sum(is_uit) as uitstroom
    from toewijzing
    group by {{ rij | join(', ') }}, {{ begin_van('month', 'datum') }}
),

toewijzing_kubus as (
    {{ kubus('toewijzing_maand', dimensies, ['wet', 'maand', 'instroom', 'uitstroom']) }}
),

-- clients: help with a known Bsn (A3), a pause not counted, an open end beyond all that takes part
levering as (
    select
        levering.wet,
        levering.gemeente_code,
        levering.inkoopcategorie,
        levering.aanbieder_agb,
        levering.client_id,
        levering.begindatum,
        coalesce(levering.einddatum_bruto, instelling.historie_tot) as einddatum,
        {{ herstart_gap('levering.is_herstart', 'instelling.aansluit_dagen') }} as gap_dagen
    from {{ ref('fct_levering') }} as levering
    cross join {{ ref('int_instelling') }} as instelling
    where
        levering.telt_mee
        and levering.client_id is not null
),

gestart as (
    select *
    from levering
    where einddatum >= begindatum
),

levering_kubus as (
    {{ kubus('gestart', dimensies, ['wet', 'client_id', 'begindatum', 'einddatum', 'gap_dagen']) }}
),

-- chained within the row, so after the cube: who changes provider flows in and out there, not in the total;
-- grouped: equal periods have no order among themselves
levering_rij as (
    select
        {{ rij | join(', ') }},
        client_id,
        begindatum,
        einddatum,
        max(gap_dagen) as gap_dagen
    from levering_kubus
    group by {{ rij | join(', ') }}, client_id, begindatum, einddatum
),

genummerd as (
    {{ keten_nummers('levering_rij', rij + ['client_id'], 'gap_dagen') }}
),

periode as (
    select
        {{ rij | join(', ') }},
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from genummerd
    group by {{ rij | join(', ') }}, client_id, keten_nr
),

beweging as (
    select
        {{ rij | join(', ') }},
        maand,
        instroom,
        uitstroom,
        0 as clienten_instroom,
        0 as clienten_uitstroom
    from toewijzing_kubus
    union all
    select
        periode.wet,
        periode.gemeente_code,
        periode.inkoopcategorie,
        periode.aanbieder_agb,
        case
            when soort.is_in = 1 then {{ begin_van('month', 'periode.begindatum') }}
            else {{ begin_van('month', dag_plus('periode.einddatum', 1)) }}
        end as maand,
        0 as instroom,
        0 as uitstroom,
        soort.is_in as clienten_instroom,
        soort.is_uit as clienten_uitstroom
    from periode
    cross join soort
),

per_maand as (
    select
        {{ rij | join(', ') }},
        maand,
        sum(instroom) as instroom,
        sum(uitstroom) as uitstroom,
        sum(clienten_instroom) as clienten_instroom,
        sum(clienten_uitstroom) as clienten_uitstroom
    from beweging
    group by {{ rij | join(', ') }}, maand
),

gerangschikt as (
    select
        per_maand.*,
        row_number() over (
            partition by {{ rij | join(', ') }}
            order by maand
        ) as volgnr
    from per_maand
),

eerste as (
    select
        {{ rij | join(', ') }},
        maand,
        instroom - uitstroom as stand
    from gerangschikt
    where volgnr = 1
),

-- every month from the first with activity on, also when nothing moves or runs
met_nul as (
    select
        eerste.wet,
        eerste.gemeente_code,
        eerste.inkoopcategorie,
        eerste.aanbieder_agb,
        kalender.maand,
        kalender.is_voorlopig,
        eerste.maand as eerste_maand,
        cast(eerste.stand as bigint) as eerste_stand,
        cast(coalesce(per_maand.instroom, 0) as bigint) as instroom,
        cast(coalesce(per_maand.uitstroom, 0) as bigint) as uitstroom,
        cast(coalesce(per_maand.clienten_instroom, 0) as bigint) as clienten_instroom,
        cast(coalesce(per_maand.clienten_uitstroom, 0) as bigint) as clienten_uitstroom
    from eerste
    inner join {{ ref('dim_maand') }} as kalender
        on
            eerste.maand <= kalender.maand
            and kalender.is_volledig
    left join per_maand
        on
            eerste.wet = per_maand.wet
            and eerste.gemeente_code = per_maand.gemeente_code
            and eerste.inkoopcategorie = per_maand.inkoopcategorie
            and eerste.aanbieder_agb = per_maand.aanbieder_agb
            and kalender.maand = per_maand.maand
),

lopend as (
    select
        met_nul.*,
        cast(sum(instroom - uitstroom) over (
            partition by {{ rij | join(', ') }}
            order by maand
            rows between unbounded preceding and current row
        ) as bigint) as stand,
        cast(sum(clienten_instroom - clienten_uitstroom) over (
            partition by {{ rij | join(', ') }}
            order by maand
            rows between unbounded preceding and current row
        ) as bigint) as clienten_stand
    from met_nul
)

select
    lopend.wet,
    lopend.gemeente_code,
    lopend.inkoopcategorie,
    lopend.aanbieder_agb,
    lopend.maand,
    lopend.stand,
    lopend.instroom,
    lopend.uitstroom,
    {{ percentage('lopend.stand', 'alle.stand') }} as aandeel_pct,
    {{ als_gedekt('lopend.eerste_maand', percentage('lopend.stand', 'lopend.eerste_stand')) }} as index_pct,
    lopend.clienten_stand,
    lopend.clienten_instroom,
    lopend.clienten_uitstroom,
    lopend.is_voorlopig as voorlopig,
    {{ is_onvolledig('lopend.maand') }} as onvolledig
from lopend
inner join lopend as alle
    on
        lopend.wet = alle.wet
        and lopend.gemeente_code = alle.gemeente_code
        and lopend.aanbieder_agb = alle.aanbieder_agb
        and lopend.maand = alle.maand
        and alle.inkoopcategorie = 'ALLE'
{{ met_dekking('lopend') }}
