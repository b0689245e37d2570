-- help that ended as planned, and whether it began anew; K000 is about the Wmo only
select
    cohortmaand,
    sluitmaand_nr,
    wet,
    gemeente_code,
    aanbieder_agb,
    client_id,
    toewijzing_gemeente_code,
    toewijzingnummer,
    productcode,
    begindatum,
    einddatum,
    volgende_begindatum,
    in_teller as is_nieuwe_start,
    not in_teller as in_teller,
    inkoopcategorie,
    zorgterrein,
    perceel,
    segment,
    groep,
    leeftijdsklasse,
    geslacht,
    wijk_code
from {{ ref('geval_recidive') }}
where
    wet = 'Wmo'
    and is_volgens_plan
