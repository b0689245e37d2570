-- measurements of a record as its latest delivery has them
with meting as (
    select
        record.aanbieder_agb,
        record.persoon,
        record.datum_aanvang,
        record.hulpvorm,
        informant.naam as informant,
        record.datum_einde,
        lijn.meetdatum,
        lijn.tevredenheid,
        lijn.zonder_hulp,
        lijn.zonder_hulp_schaal,
        lijn.doelrealisatie
    from {{ ref('int_hulprecord') }} as record
    inner join {{ ref('int_uitkomstregel') }} as lijn
        on
            record.aanlevering_id = lijn.aanlevering_id
            and record.persoon = lijn.persoon
            and record.aanvang_in_aanlevering = lijn.datum_aanvang
            and record.hulpvorm = lijn.hulpvorm
    inner join {{ ref('informant') }} as informant on lijn.informant = informant.code
)

select
    aanbieder_agb,
    persoon,
    datum_aanvang,
    hulpvorm,
    informant,
    meetdatum,
    tevredenheid,
    zonder_hulp,
    zonder_hulp_schaal,
    doelrealisatie,
    -- K003-12: at the end of the help, with an answer
    coalesce(
        meetdatum
        between {{ dag_plus('datum_einde', '-cast(' ~ parameter('meting_dagen_voor') ~ ' as integer)') }}
        and {{ dag_plus('datum_einde', 'cast(' ~ parameter('meting_dagen_na') ~ ' as integer)') }},
        false
    )
    and (tevredenheid is not null or zonder_hulp is not null or doelrealisatie is not null) as is_geldig
from meting
