-- how many outcome records are about somebody whom the messages know too: only of those can outcome, care and money be
-- laid side by side
with record as (
    select
        {{ parameter('uitkomst_wet') }} as wet,
        aanbieder_agb,
        client_id
    from {{ ref('int_hulprecord') }}
    where telt_mee
),

bekend as (
    select
        wet,
        client_id,
        aanbieder_agb
    from {{ ref('fct_toewijzing') }}
    where client_id is not null
    group by wet, client_id, aanbieder_agb
),

ergens as (
    select distinct
        wet,
        client_id
    from bekend
),

gekoppeld as (
    select
        record.wet,
        record.aanbieder_agb,
        case when record.client_id is null then 0 else 1 end as met_bsn,
        case when ergens.client_id is null then 0 else 1 end as in_berichten,
        case when bekend.client_id is null then 0 else 1 end as bij_aanbieder
    from record
    left join ergens
        on
            record.wet = ergens.wet
            and record.client_id = ergens.client_id
    left join bekend
        on
            record.wet = bekend.wet
            and record.client_id = bekend.client_id
            and record.aanbieder_agb = bekend.aanbieder_agb
)

select
    wet,
    aanbieder_agb,
    cast(count(*) as integer) as records_aantal,
    cast(sum(met_bsn) as integer) as met_bsn_aantal,
    cast(sum(in_berichten) as integer) as in_berichten_aantal,
    cast(sum(bij_aanbieder) as integer) as bij_aanbieder_aantal,
    {{ percentage('sum(in_berichten)', 'count(*)') }} as in_berichten_pct
from (
    {{ kubus('gekoppeld', ['aanbieder_agb'], ['wet', 'met_bsn', 'in_berichten', 'bij_aanbieder']) }}
) as kubus
group by wet, aanbieder_agb
