{{ config(materialized='view') }}

-- TR134: days on which something is said to have happened; of a birth date only the comparison is left
select
    'toewijzingsdatum' as datum_naam,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    toewijzingnummer,
    toewijzingsdatum as datum,
    toewijzingsdatum > dagtekening as is_na_dagtekening
from {{ ref('int_record_toegewezen') }}
union all
select
    'begindatum' as datum_naam,
    record.bericht_id,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.dagtekening,
    record.toewijzingnummer,
    record.begindatum as datum,
    record.begindatum > record.dagtekening as is_na_dagtekening
from {{ ref('int_record_start') }} as record
inner join {{ ref('status_aanlevering') }} as status
    on
        record.status_aanlevering = status.code
        and status.telling > 0
union all
select
    'einddatum' as datum_naam,
    record.bericht_id,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.dagtekening,
    record.toewijzingnummer,
    record.einddatum as datum,
    record.einddatum > record.dagtekening as is_na_dagtekening
from {{ ref('int_record_stop') }} as record
inner join {{ ref('status_aanlevering') }} as status
    on
        record.status_aanlevering = status.code
        and status.telling > 0
union all
select
    'ingangsdatum van de beschikking' as datum_naam,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    beschikking_ingangsdatum as datum,
    beschikking_ingangsdatum > dagtekening as is_na_dagtekening
from {{ ref('int_record_aangevraagd') }}
where beschikking_ingangsdatum is not null
union all
select
    'geboortedatum' as datum_naam,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    cast(null as date) as datum,
    is_geboorte_na_dagtekening as is_na_dagtekening
from {{ ref('int_record_client') }}
where is_geboorte_na_dagtekening is not null
union all
select
    'dagtekening van de declaratie' as datum_naam,
    declaratie.bericht_id,
    1 as positie,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    declaratie.declaratie_dagtekening as datum,
    declaratie.declaratie_dagtekening > bericht.dagtekening as is_na_dagtekening
from {{ ref('stg_declaratie') }} as declaratie
inner join {{ ref('int_bericht') }} as bericht on declaratie.bericht_id = bericht.bericht_id
union all
select
    'dagtekening van de beantwoorde declaratie' as datum_naam,
    antwoord.bericht_id,
    1 as positie,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    bericht.dagtekening,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    antwoord.declaratie_dagtekening as datum,
    antwoord.declaratie_dagtekening > bericht.dagtekening as is_na_dagtekening
from {{ ref('stg_declaratie_antwoord') }} as antwoord
inner join {{ ref('int_bericht') }} as bericht on antwoord.bericht_id = bericht.bericht_id
