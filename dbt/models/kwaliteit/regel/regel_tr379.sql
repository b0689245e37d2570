select
    {{ bevinding_kop('TR379', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'De referentie van de aanbieder staat in geen verzoek dat tot '
    || {{ waarde_in_zin('record.dagtekening') }}
    || ' is ontvangen'
        as omschrijving,
    record.dagtekening,
    {{ vroegste('record.ingangsdatum', 'record.dagtekening') }} as dekking_datum
from {{ ref('int_record_toegewezen') }} as record
where
    record.referentie_aanbieder is not null
    and not exists (
        select 1
        from {{ ref('int_verzoek') }} as verzoek
        where
            verzoek.wet = record.wet
            and verzoek.gemeente_code_nu = record.gemeente_code_nu
            and verzoek.aanbieder_agb_nu = record.aanbieder_agb_nu
            and verzoek.referentie_aanbieder = record.referentie_aanbieder
            and verzoek.dagtekening <= record.dagtekening
    )
