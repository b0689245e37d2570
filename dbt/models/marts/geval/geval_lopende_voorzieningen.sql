-- a toewijzing in each month in which it begins, runs on the last day, or has ended the day before (A9); and a
-- client in each month of a period of help (K002-11): those are chained within the row, so cases of who changes
-- within a period carry ALLE themselves
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

-- help of a client without a gap, whoever gave it; grouped: equal periods have no order among themselves
tijdvak as (
    select
        wet,
        client_id,
        begindatum,
        einddatum,
        max(gap_dagen) as gap_dagen
    from gestart
    group by wet, client_id, begindatum, einddatum
),

tijdvak_genummerd as (
    {{ keten_nummers('tijdvak', ['wet', 'client_id'], 'gap_dagen') }}
),

tijdvak_levering as (
    select
        gestart.*,
        tijdvak_genummerd.keten_nr as tijdvak_nr
    from gestart
    inner join tijdvak_genummerd
        on
            gestart.wet = tijdvak_genummerd.wet
            and gestart.client_id = tijdvak_genummerd.client_id
            and gestart.begindatum = tijdvak_genummerd.begindatum
            and gestart.einddatum = tijdvak_genummerd.einddatum
),

-- one row all along: then every total has the same period
tijdvak_rij as (
    select
        {{ rij | join(', ') }},
        client_id,
        tijdvak_nr,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum,
        count(*) over (partition by wet, client_id, tijdvak_nr) as rijen
    from tijdvak_levering
    group by {{ rij | join(', ') }}, client_id, tijdvak_nr
),

gemengd_tijdvak as (
    select distinct
        wet,
        client_id,
        tijdvak_nr
    from tijdvak_rij
    where rijen > 1
),

gemengd as (
    select tijdvak_levering.*
    from tijdvak_levering
    inner join gemengd_tijdvak
        on
            tijdvak_levering.wet = gemengd_tijdvak.wet
            and tijdvak_levering.client_id = gemengd_tijdvak.client_id
            and tijdvak_levering.tijdvak_nr = gemengd_tijdvak.tijdvak_nr
),

levering_kubus as (
    {{ kubus('gemengd', dimensies, ['wet', 'client_id', 'begindatum', 'einddatum', 'gap_dagen']) }}
),

-- chained within the row, so after the cube: who changes provider flows in and out there, not in the total
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
        true as is_eigen_totaal,
        {{ rij | join(', ') }},
        client_id,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as productcode,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum
    from genummerd
    group by {{ rij | join(', ') }}, client_id, keten_nr
    union all
    select
        'cliënt' as soort,
        false as is_eigen_totaal,
        {{ rij | join(', ') }},
        client_id,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        cast(null as {{ tekst_type() }}) as productcode,
        begindatum,
        einddatum
    from tijdvak_rij
    where rijen = 1
),

alles as (
    select
        'voorziening' as soort,
        false as is_eigen_totaal,
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
        alles.is_eigen_totaal,
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
        geval.is_eigen_totaal,
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
        geval.is_stand and geval.soort <> 'cliënt' as is_stand,
        geval.is_stand and geval.soort = 'cliënt' as is_stand_client,
        geval.is_instroom and geval.soort <> 'cliënt' as is_instroom,
        geval.is_instroom and geval.soort = 'cliënt' as is_instroom_client,
        geval.is_uitstroom and geval.soort <> 'cliënt' as is_uitstroom,
        geval.is_uitstroom and geval.soort = 'cliënt' as is_uitstroom_client
    from geval
),

gedeeld as (
    {{ met_dimensies('gevlagd', 'geteld_op', eigen=['inkoopcategorie']) }}
)

select *
from gedeeld
