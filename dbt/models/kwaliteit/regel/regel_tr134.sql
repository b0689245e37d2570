select
    {{ bevinding_kop('TR134', 'feit') }},
    feit.datum_naam || ' ' || {{ waarde_in_zin('feit.positie') }} as sleutel,
    'De ' || feit.datum_naam
    || case when feit.datum is null then '' else ' ' || {{ waarde_in_zin('feit.datum') }} end
    || ' ligt na de dagtekening ' || {{ waarde_in_zin('feit.dagtekening') }} as omschrijving,
    feit.dagtekening
from {{ ref('int_feitdatum') }} as feit
where feit.is_na_dagtekening
