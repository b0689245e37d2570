-- help that went on with another toewijzing in the zorgterrein at another provider, once the gap has passed (A12)
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    vervolg_aanbieder_agb as naar_aanbieder_agb,
    client_id,
    toewijzingnummer,
    productcode,
    einddatum,
    vervolg_gemeente_code,
    vervolg_toewijzingnummer,
    vervolg_productcode,
    in_teller as is_lichter,
    is_opgeschaald as is_zwaarder,
    inkoopcategorie,
    zorgterrein,
    perceel,
    segment,
    groep,
    leeftijdsklasse,
    geslacht,
    wijk_code
from {{ ref('geval_productafschaling') }}
where is_andere_aanbieder
