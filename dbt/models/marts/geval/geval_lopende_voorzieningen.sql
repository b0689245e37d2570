-- a toewijzing in each month in which it begins, runs on the last day, or has ended the day before (A9); and a
-- client in each month of a period of help (K002-11): those are chained within the row, so these cases carry ALLE
-- themselves
{%- set rij = ['wet', 'gemeente_code', 'inkoopcategorie', 'aanbieder_agb'] %}
{%- set dimensies = ['gemeente_code', 'inkoopcategorie', 'aanbieder_agb'] %}
with levering as (
    select
        levering.wet,
        levering.gemeente_code,
        levering.inkoopcategorie,
        levering.aanbieder_agb,
        levering.client_id,
        levering.begindatum,
        -- help with a known Bsn (A3), a pause not counted, an open end beyond all that takes part
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
        'cliënt' as soort,
        {{ rij | join(', ') }},
        client_id,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as productcode,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from genummerd
    group by {{ rij | join(', ') }}, client_id, keten_nr
),

alles as (
    select
        'voorziening' as soort,
        {{ rij | join(', ') }},
        client_id,
        toewijzingnummer,
        productcode,
        ingangsdatum as begindatum,
        einddatum
    from {{ ref('fct_toewijzing') }}
    where telt_mee
    union all
    select *
    from periode
),

geval as (
    select
        alles.soort,
        alles.soort = 'cliënt' as is_client,
        maand.maand,
        alles.wet,
        alles.gemeente_code,
        alles.inkoopcategorie,
        alles.aanbieder_agb,
        alles.client_id,
        alles.toewijzingnummer,
        alles.productcode,
        alles.begindatum,
        alles.einddatum,
        maand.laatste_dag as geteld_op,
        coalesce({{ dag_plus('alles.einddatum', 1) }} > maand.laatste_dag, true) as is_stand,
        alles.begindatum >= maand.maand as is_instroom,
        coalesce({{ dag_plus('alles.einddatum', 1) }} <= maand.laatste_dag, false) as is_uitstroom
    from alles
    inner join {{ ref('dim_maand') }} as maand
        on
            alles.begindatum <= maand.laatste_dag
            and coalesce({{ dag_plus('alles.einddatum', 1) }} >= maand.maand, true)
            and maand.is_volledig
),

gevlagd as (
    select
        geval.soort,
        geval.is_client,
        geval.maand,
        geval.wet,
        geval.gemeente_code,
        geval.inkoopcategorie,
        geval.aanbieder_agb,
        geval.client_id,
        geval.toewijzingnummer,
        geval.productcode,
        geval.begindatum,
        geval.einddatum,
        geval.geteld_op,
        geval.is_stand and not geval.is_client as is_stand,
        geval.is_stand and geval.is_client as is_stand_client,
        geval.is_instroom and not geval.is_client as is_instroom,
        geval.is_instroom and geval.is_client as is_instroom_client,
        geval.is_uitstroom and not geval.is_client as is_uitstroom,
        geval.is_uitstroom and geval.is_client as is_uitstroom_client
    from geval
),

gedeeld as (
    {{ met_dimensies('gevlagd', 'geteld_op', eigen=['inkoopcategorie']) }}
)

select *
from gedeeld
