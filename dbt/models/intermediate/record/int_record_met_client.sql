{{ config(materialized='view') }}

-- records that are about a client who must be known by a toewijzing (TR304); a Bsn that means nobody is not judged
with record as (
    select
        verzoek.wet,
        verzoek.gemeente_code,
        verzoek.gemeente_code_nu,
        verzoek.aanbieder_agb,
        verzoek.bericht_id,
        cast(null as {{ tekst_type() }}) as toewijzingnummer,
        'verzoek ' || cast(verzoek.positie as {{ tekst_type() }}) as onderdeel,
        verzoek.dagtekening,
        verzoek.client_id,
        cast(null as {{ tekst_type() }}) as toewijzing_client_id,
        false as herhaalt_declaratie
    from {{ ref('stg_wijzigingsverzoek') }} as verzoek
    inner join {{ ref('int_bericht') }} as bericht
        on
            verzoek.bericht_id = bericht.bericht_id
            and bericht.is_geaccepteerd
    union all
    select
        wet,
        gemeente_code,
        gemeente_code_nu,
        aanbieder_agb,
        bericht_id,
        toewijzingnummer,
        'prestatie ' || cast(positie as {{ tekst_type() }}) as onderdeel,
        dagtekening,
        client_id,
        toewijzing_client_id,
        false as herhaalt_declaratie
    from {{ ref('int_geldige_prestatie') }}
    union all
    -- a 325 that rejects a prestatie for its client repeats that client, and is right
    select
        wet,
        gemeente_code,
        gemeente_code_nu,
        aanbieder_agb,
        bericht_id,
        toewijzingnummer,
        'afgewezen prestatie ' || cast(positie as {{ tekst_type() }}) as onderdeel,
        dagtekening,
        client_id,
        cast(null as {{ tekst_type() }}) as toewijzing_client_id,
        is_zelfde_client as herhaalt_declaratie
    from {{ ref('int_record_prestatie_antwoord') }}
),

bekend as (
    select distinct
        wet,
        gemeente_code_nu,
        client_id
    from {{ ref('int_toewijzing') }}
)

select
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.bericht_id,
    record.toewijzingnummer,
    record.onderdeel,
    record.dagtekening,
    record.herhaalt_declaratie,
    bekend.client_id is not null as is_bekend,
    coalesce(record.client_id <> record.toewijzing_client_id, false) as is_van_ander
from record
left join bekend
    on
        record.wet = bekend.wet
        and record.gemeente_code_nu = bekend.gemeente_code_nu
        and record.client_id = bekend.client_id
where record.client_id is not null
