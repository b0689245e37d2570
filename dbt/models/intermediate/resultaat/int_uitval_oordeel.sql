select
    beoordeling.wet,
    beoordeling.gemeente_code,
    beoordeling.toewijzingnummer,
    beoordeling.oordeel,
    beoordeling.datum,
    oordeel.telt_als_uitval
from {{ ref('stg_uitval_beoordeling') }} as beoordeling
inner join {{ ref('uitval_oordeel') }} as oordeel on beoordeling.oordeel = oordeel.oordeel
