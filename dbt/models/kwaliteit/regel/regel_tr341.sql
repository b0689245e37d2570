select
    {{ bevinding_kop('TR341/OP267', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Eenheid ' || record.eenheid || ' past niet bij de toegewezen eenheid '
    || record.toewijzing_eenheid as omschrijving,
    record.dagtekening
from {{ ref('int_geldige_prestatie') }} as record
left join {{ ref('eenheid') }} as eenheid on record.toewijzing_eenheid = eenheid.code
where
    record.is_op_toewijzing
    and record.eenheid <> record.toewijzing_eenheid
    and record.eenheid <> coalesce(eenheid.ook_declareren_in, record.toewijzing_eenheid)
