select
    {{ bevinding_kop('TR358', 'record', heeft_toewijzing=false) }},
    'declaratie' as sleutel,
    'Het totaal is ' || {{ waarde_in_zin('record.totaal_eur') }} || ' euro, de prestaties tellen op tot '
    || {{ waarde_in_zin('record.prestaties_eur') }} || ' euro' as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_declaratie') }} as record
where
    record.is_volledig
    and record.totaal_eur <> record.prestaties_eur
