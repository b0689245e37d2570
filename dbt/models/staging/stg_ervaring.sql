-- one row per line: two clients without Bsn may say the same
select
    {{ lees_datum('meetdatum') }} as meetdatum,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    client_id,
    instrument,
    domein,
    {{ als_double('score') }} as score
from {{ source('raw', 'ref_ervaringen') }}
