-- what was withdrawn with status 3 counts as not sent (OP033): after the last day on which a key lost more than it
-- gained, it starts anew
with record as (
    select
        'start' as soort,
        levering_sleutel as regie_sleutel,
        levering_sleutel,
        toewijzing_sleutel,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        toewijzingnummer,
        productcategorie,
        productcode,
        begindatum,
        cast(null as {{ tekst_type() }}) as reden_beeindiging,
        cast(null as date) as einddatum,
        status_aanlevering,
        dagtekening
    from {{ ref('int_record_start') }}
    union all
    select
        'stop' as soort,
        stop_sleutel as regie_sleutel,
        levering_sleutel,
        toewijzing_sleutel,
        bericht_id,
        positie,
        wet,
        gemeente_code,
        aanbieder_agb,
        toewijzingnummer,
        productcategorie,
        productcode,
        begindatum,
        reden_beeindiging,
        einddatum,
        status_aanlevering,
        dagtekening
    from {{ ref('int_record_stop') }}
),

met_status as (
    select
        record.*,
        coalesce(status.telling, 0) as telling
    from record
    left join {{ ref('status_aanlevering') }} as status on record.status_aanlevering = status.code
),

dag_ingetrokken as (
    select
        soort,
        regie_sleutel,
        dagtekening
    from met_status
    group by soort, regie_sleutel, dagtekening
    having sum(telling) < 0
),

ingetrokken as (
    select
        soort,
        regie_sleutel,
        max(dagtekening) as dagtekening
    from dag_ingetrokken
    group by soort, regie_sleutel
)

select
    record.soort,
    record.regie_sleutel,
    record.levering_sleutel,
    record.toewijzing_sleutel,
    record.bericht_id,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.toewijzingnummer,
    record.productcategorie,
    record.productcode,
    record.begindatum,
    record.reden_beeindiging,
    record.einddatum,
    record.status_aanlevering,
    record.dagtekening,
    record.telling,
    record.telling > 0 as is_nieuw,
    record.telling < 0 as is_verwijdering,
    actief.regie_sleutel is not null and coalesce(record.dagtekening > ingetrokken.dagtekening, true) as is_actueel
from met_status as record
left join ingetrokken
    on
        record.soort = ingetrokken.soort
        and record.regie_sleutel = ingetrokken.regie_sleutel
left join {{ ref('int_regie_actief') }} as actief
    on
        record.soort = actief.soort
        and record.regie_sleutel = actief.regie_sleutel
