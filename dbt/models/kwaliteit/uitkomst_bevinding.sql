-- outcome records that were accepted and take no part in figures: a day outside the history (HISTORIE_VANAF)
select
    record.aanbieder_agb,
    record.aanlevering_id,
    aanlevering.verslagjaar,
    aanlevering.periode,
    'aanvang of einde ligt voor het begin van de historie of meer dan 30 jaar na de peildatum' as reden,
    cast(count(*) as integer) as records_aantal,
    min(record.datum_aanvang) as vroegste_aanvang
from {{ ref('int_hulprecord') }} as record
left join {{ ref('fct_aanlevering') }} as aanlevering on record.aanlevering_id = aanlevering.aanlevering_id
where not record.telt_mee
group by record.aanbieder_agb, record.aanlevering_id, aanlevering.verslagjaar, aanlevering.periode
