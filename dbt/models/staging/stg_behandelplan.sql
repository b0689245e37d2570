select distinct
    wet,
    gemeente_code,
    toewijzingnummer,
    cast(behandelplan_datum as date) as behandelplan_datum,
    cast(feitelijke_start_datum as date) as feitelijke_start_datum
from {{ source('raw', 'ref_behandelplannen') }}
