-- equal rows count once, other amounts on one key add up
select distinct
    cast(jaar as integer) as jaar,
    wet,
    gemeente_code,
    zorgterrein,
    begroting_eur
from {{ source('raw', 'ref_begroting') }}
