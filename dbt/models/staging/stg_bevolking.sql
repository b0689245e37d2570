select distinct
    cast(jaar as integer) as jaar,
    gebied,
    leeftijdsklasse,
    geslacht,
    {{ als_double('inwoners_aantal') }} as inwoners_aantal
from {{ source('raw', 'ref_bevolking') }}
