-- quarantined messages known on K; equal bytes are a duplicate of the first, and what came right later is not missing
select
    geweigerd.bestand_id,
    geweigerd.wet,
    geweigerd.berichttype,
    geweigerd.berichttype = '301' as is_toewijzing,
    geweigerd.release,
    geweigerd.gemeente_code,
    geweigerd.aanbieder_agb,
    geweigerd.dagtekening
from {{ source('raw', 'bestand') }} as geweigerd
cross join {{ ref('stg_instelling') }} as instelling
where
    geweigerd.status = 'quarantaine'
    and geweigerd.opgelost_door is null
    and coalesce(geweigerd.dagtekening <= instelling.kennisdatum, true)
