-- a line that is in the file twice says one thing
select distinct
    wet,
    gemeente_code,
    toewijzingnummer,
    behandelplan_datum,
    feitelijke_start_datum
from {{ source('raw', 'ref_behandelplannen') }}
