select
    {{ bevinding_kop('OP343', 'record') }},
    {{ waarde_in_zin('record.positie') }} as sleutel,
    'Wijziging gewenst per ' || {{ waarde_in_zin('record.gewenste_ingangsdatum') }} || ' is pas op '
    || {{ waarde_in_zin('record.dagtekening') }} || ' aangevraagd: '
    || {{ waarde_in_zin('ingang.werkdag_nr - verzonden.werkdag_nr') }} || ' werkdagen vooraf' as omschrijving,
    record.dagtekening
from {{ ref('int_record_te_wijzigen') }} as record
inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'VOW_VOORAF'
inner join {{ ref('dim_dag') }} as verzonden on record.dagtekening = verzonden.datum
inner join {{ ref('dim_dag') }} as ingang on record.gewenste_ingangsdatum = ingang.datum
where
    record.gewenste_ingangsdatum > record.dagtekening
    and ingang.werkdag_nr - verzonden.werkdag_nr < termijn.norm_dagen
