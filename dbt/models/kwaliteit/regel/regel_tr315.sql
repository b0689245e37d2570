select
    {{ bevinding_kop('TR315/TR316', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    case
        when record.heeft_debet_in_bericht then 'De creditregel neemt een debetregel uit hetzelfde bericht terug'
        else 'Een eerdere creditregel in dit bericht noemt hetzelfde vorige referentienummer'
    end as omschrijving,
    record.dagtekening
from {{ ref('int_credit') }} as record
where
    record.heeft_debet_in_bericht
    or (
        record.vorig_referentienummer is not null
        and record.volgnummer_in_bericht > 1
    )
