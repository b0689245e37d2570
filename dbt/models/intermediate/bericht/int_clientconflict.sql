{{ config(materialized='view') }}

-- as the folds decide it (int_toewijzing_versie, tel_vouw): equal in all but the client, so nothing says who is meant
with toewijzing as (
    select
        record.*,
        {{ verschilt_in_client(
            'toewijzing_sleutel, toewijzingsdatum, toewijzingstijd, dagtekening, ' ~ inhoud('toewijzing', als='kolommen')
        ) }} as is_tegenstrijdig
    from {{ ref('int_record_toegewezen') }} as record
),

start as (
    select
        record.*,
        {{ verschilt_in_client('levering_sleutel, dagtekening, ' ~ inhoud('levering', als='kolommen')) }}
            as is_tegenstrijdig
    from {{ ref('int_record_start') }} as record
    inner join {{ ref('status_aanlevering') }} as status on record.status_aanlevering = status.code
    where status.telling > 0
),

stop as (
    select
        record.*,
        {{ verschilt_in_client('stop_sleutel, dagtekening, ' ~ inhoud('levering', als='kolommen')) }}
            as is_tegenstrijdig
    from {{ ref('int_record_stop') }} as record
    inner join {{ ref('status_aanlevering') }} as status on record.status_aanlevering = status.code
    where status.telling > 0
)

select
    'toewijzing' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    dagtekening,
    is_tegenstrijdig
from toewijzing
union all
select
    'start' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    dagtekening,
    is_tegenstrijdig
from start
union all
select
    'stop' as klasse,
    bericht_id,
    positie,
    wet,
    gemeente_code,
    aanbieder_agb,
    toewijzingnummer,
    dagtekening,
    is_tegenstrijdig
from stop
