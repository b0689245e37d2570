-- a step in the journey of a client within a gemeente, over both laws (K004-11): from one inkoopcategorie to the next
-- that begins, or out of care. A journey is a period with running toewijzingen without a gap (A6); what goes on within
-- one inkoopcategorie and law is one step. Only what is known: the last step of a journey that runs has no end yet
with toewijzing as (
    select
        toewijzing.client_id,
        toewijzing.gemeente_code,
        toewijzing.wet,
        toewijzing.inkoopcategorie,
        toewijzing.productcode,
        toewijzing.aanbieder_agb,
        toewijzing.ingangsdatum as begindatum,
        -- an open end lies beyond all that takes part
        coalesce(toewijzing.einddatum, instelling.historie_tot) as einddatum
    from {{ ref('fct_toewijzing') }} as toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    where
        toewijzing.telt_mee
        and toewijzing.client_id is not null
        and toewijzing.ingangsdatum <= instelling.peildatum
        and toewijzing.inkoopcategorie is not null
),

-- grouped: equal periods have no order among themselves
tijdvak as (
    select
        toewijzing.client_id,
        toewijzing.gemeente_code,
        toewijzing.begindatum,
        toewijzing.einddatum,
        max(instelling.aansluit_dagen) as gap_dagen
    from toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    group by toewijzing.client_id, toewijzing.gemeente_code, toewijzing.begindatum, toewijzing.einddatum
),

reis_genummerd as (
    {{ keten_nummers('tijdvak', ['client_id', 'gemeente_code'], 'gap_dagen') }}
),

reis as (
    select
        client_id,
        gemeente_code,
        keten_nr as reis_nr,
        min(begindatum) as reis_begindatum,
        max(einddatum) as reis_einddatum
    from reis_genummerd
    group by client_id, gemeente_code, keten_nr
),

deel as (
    select
        toewijzing.client_id,
        toewijzing.gemeente_code,
        toewijzing.wet,
        toewijzing.inkoopcategorie,
        toewijzing.begindatum,
        toewijzing.einddatum,
        max(instelling.aansluit_dagen) as gap_dagen,
        min(toewijzing.productcode) as laagste_productcode,
        max(toewijzing.productcode) as hoogste_productcode
    from toewijzing
    cross join {{ ref('int_instelling') }} as instelling
    group by
        toewijzing.client_id, toewijzing.gemeente_code, toewijzing.wet, toewijzing.inkoopcategorie,
        toewijzing.begindatum, toewijzing.einddatum
),

deel_genummerd as (
    {{ keten_nummers('deel', ['client_id', 'gemeente_code', 'wet', 'inkoopcategorie'], 'gap_dagen') }}
),

voorziening as (
    select
        client_id,
        gemeente_code,
        wet,
        inkoopcategorie,
        min(begindatum) as begindatum,
        max(einddatum) as einddatum,
        case when min(laagste_productcode) = max(hoogste_productcode) then max(hoogste_productcode) end as productcode
    from deel_genummerd
    group by client_id, gemeente_code, wet, inkoopcategorie, keten_nr
),

-- in the order in which they begin; of two that begin together the one that ends first, then by name
stap as (
    select
        voorziening.*,
        reis.reis_nr,
        reis.reis_begindatum,
        reis.reis_einddatum,
        row_number() over (
            partition by voorziening.client_id, voorziening.gemeente_code, reis.reis_nr
            order by
                voorziening.begindatum, voorziening.einddatum, voorziening.inkoopcategorie, voorziening.wet
        ) as stap_nr
    from voorziening
    inner join reis
        on
            voorziening.client_id = reis.client_id
            and voorziening.gemeente_code = reis.gemeente_code
            and voorziening.begindatum between reis.reis_begindatum and reis.reis_einddatum
),

met_volgende as (
    select
        stap.*,
        first_value(stap.wet) over (
            partition by stap.client_id, stap.gemeente_code, stap.reis_nr
            order by stap.stap_nr
        ) as eerste_wet,
        lead(stap.inkoopcategorie) over (
            partition by stap.client_id, stap.gemeente_code, stap.reis_nr
            order by stap.stap_nr
        ) as volgende_inkoopcategorie,
        lead(stap.begindatum) over (
            partition by stap.client_id, stap.gemeente_code, stap.reis_nr
            order by stap.stap_nr
        ) as volgende_begindatum
    from stap
),

geval as (
    select
        cast(extract(year from met_volgende.reis_begindatum) as integer) as jaar,
        met_volgende.eerste_wet as wet,
        met_volgende.gemeente_code,
        cast(met_volgende.stap_nr as integer) as stap_nr,
        met_volgende.inkoopcategorie as van,
        coalesce(met_volgende.volgende_inkoopcategorie, {{ parameter('uit_zorg') }}) as naar,
        met_volgende.client_id,
        met_volgende.wet as stap_wet,
        met_volgende.productcode,
        met_volgende.inkoopcategorie,
        met_volgende.reis_begindatum,
        met_volgende.begindatum,
        coalesce(
            met_volgende.volgende_begindatum, {{ dag_plus('met_volgende.reis_einddatum', 1) }}
        ) as overgang_datum
    from met_volgende
    cross join {{ ref('int_instelling') }} as instelling
    where
        met_volgende.volgende_begindatum is not null
        -- gone is who stays away for the gap (A12)
        or {{ dag_plus('met_volgende.reis_einddatum', 'instelling.aansluit_dagen') }} <= instelling.peildatum
),

gemeten as (
    select
        geval.*,
        {{ dagen_tussen('geval.begindatum', 'geval.overgang_datum') }} as dagen
    from geval
),

gedeeld as (
    {{ met_dimensies('gemeten', 'begindatum', eigen=['inkoopcategorie']) }}
)

select *
from gedeeld
