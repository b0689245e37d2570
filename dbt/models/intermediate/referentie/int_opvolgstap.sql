select
    opvolgstap.soort,
    opvolgstap.aanbieder_agb,
    opvolgstap.gemeente_code,
    opvolgstap.kpi,
    opvolgstap.wet as stap_wet,
    opvolgstap.stap,
    opvolgstap.status,
    opvolgstap.datum,
    -- what is dated after K is still to come
    coalesce(opvolgstap.datum > instelling.kennisdatum, false) as is_komend
from {{ ref('stg_opvolgstap') }} as opvolgstap
cross join {{ ref('int_instelling') }} as instelling
