select
    aanlevering_id,
    aanbieder_agb,
    verslagjaar,
    periode,
    periode_begin,
    periode_eind,
    aanleverdatum,
    volgnummer,
    status,
    regels_aantal,
    fouten_aantal
from {{ ref('int_aanlevering') }}
