-- outcome files that could be read as a layout, as far as known on K; of one that is wrong the day may be missing
select
    aanlevering.aanlevering_id,
    aanlevering.is_proef,
    aanlevering.is_goed,
    aanlevering.aanbieder_agb,
    aanlevering.verslagjaar,
    aanlevering.periode,
    aanlevering.periode_begin,
    aanlevering.periode_eind,
    aanlevering.aanleverdatum,
    aanlevering.volgnummer,
    aanlevering.regels_aantal,
    aanlevering.fouten_aantal
from {{ source('raw', 'uitkomst_aanlevering') }} as aanlevering
cross join {{ ref('stg_instelling') }} as instelling
where coalesce(aanlevering.aanleverdatum <= instelling.kennisdatum, true)
