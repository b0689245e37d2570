-- valid measurements of records whose quarter is over (K003-12)
select
    {{ uitkomst_kolommen() }},
    uitkomst.kwartaal,
    meting.informant as respondent,
    meting.meetdatum,
    meting.tevredenheid,
    meting.zonder_hulp,
    meting.zonder_hulp_schaal,
    meting.doelrealisatie
from {{ ref('int_meting') }} as meting
inner join {{ ref('int_uitkomst') }} as uitkomst
    on
        meting.aanbieder_agb = uitkomst.aanbieder_agb
        and meting.persoon = uitkomst.persoon
        and meting.datum_aanvang = uitkomst.datum_aanvang
        and meting.hulpvorm = uitkomst.hulpvorm
        and uitkomst.is_kwartaal_volledig
where meting.is_geldig
