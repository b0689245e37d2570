select distinct
    pc4,
    wijk_code,
    wijk_naam,
    aandeel_pct
from {{ source('raw', 'ref_gebieden') }}
