with eerste as (
    select
        soort,
        regie_sleutel,
        min(dagtekening) as dagtekening
    from {{ ref('int_record_regie') }}
    where is_nieuw
    group by soort, regie_sleutel
)

select
    {{ bevinding_kop('TR063', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Verwijdering van een ' || record.soort
    || case
        when record.soort = 'start' then ' per ' || {{ waarde_in_zin('record.begindatum') }}
        else ' per ' || {{ waarde_in_zin('record.einddatum') }}
    end
    || ' die niet eerder is gemeld' as omschrijving,
    record.dagtekening,
    case when record.soort = 'start' then record.begindatum else record.einddatum end as dekking_datum
from {{ ref('int_record_regie') }} as record
left join eerste
    on
        record.soort = eerste.soort
        and record.regie_sleutel = eerste.regie_sleutel
where
    record.is_verwijdering
    and (eerste.dagtekening is null or eerste.dagtekening > record.dagtekening)
