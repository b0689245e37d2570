select
    {{ parameter('uitkomst_wet') }} as wet,
    record.aanbieder_agb,
    record.client_id,
    record.datum_aanvang,
    record.hulpvorm,
    record.geslacht,
    record.geboortemaand,
    record.pc4,
    record.volgnr_onbekend,
    meting.informant,
    meting.meetdatum,
    meting.tevredenheid,
    meting.zonder_hulp,
    meting.zonder_hulp_schaal,
    meting.doelrealisatie,
    meting.is_geldig
from {{ ref('int_meting') }} as meting
inner join {{ ref('int_hulprecord') }} as record
    on
        meting.aanbieder_agb = record.aanbieder_agb
        and meting.persoon = record.persoon
        and meting.datum_aanvang = record.datum_aanvang
        and meting.hulpvorm = record.hulpvorm
