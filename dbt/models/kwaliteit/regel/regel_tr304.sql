select
    {{ bevinding_kop('TR304', 'record') }},
    record.onderdeel as sleutel,
    case
        when record.is_van_ander then 'Het toewijzingnummer hoort bij een andere cliënt dan de prestatie'
        else 'Voor de cliënt is geen toewijzing bekend'
    end as omschrijving,
    record.dagtekening,
    case when not record.is_van_ander then record.dagtekening end as dekking_datum
from {{ ref('int_record_met_client') }} as record
where
    record.is_van_ander
    or (
        not record.is_bekend
        and not record.herhaalt_declaratie
    )
