select
    {{ bevinding_kop('TR369', 'record', heeft_bericht=false) }},
    record.toewijzingnummer as sleutel,
    'Er is ' || {{ waarde_in_zin('record.bedrag_eur') }} || ' euro gedeclareerd op een budget van '
    || {{ waarde_in_zin('record.budget_eur') }} || ' euro' as omschrijving,
    record.dagtekening,
    record.ingangsdatum as dekking_datum
from {{ ref('int_toewijzing_gedeclareerd') }} as record
where
    record.bedrag_eur > record.budget_eur
