select
    {{ bevinding_kop('TR019/OP363', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case when record.soort = 'start' then 'Start per ' else 'Stop van de levering per ' end
    || {{ waarde_in_zin('record.begindatum') }}
    || case
        when record.toewijzingnummer is null then ' noemt geen toewijzingnummer'
        else ' noemt een toewijzingnummer dat de gemeente niet heeft toegewezen'
    end as omschrijving,
    record.dagtekening,
    record.begindatum as dekking_datum
from {{ ref('int_record_regie') }} as record
left join {{ ref('int_toewijzing') }} as toewijzing
    on record.toewijzing_sleutel = toewijzing.toewijzing_sleutel
where
    record.is_actueel
    and record.is_nieuw
    and (record.toewijzingnummer is null or toewijzing.toewijzing_sleutel is null)
