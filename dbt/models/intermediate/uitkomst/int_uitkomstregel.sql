-- lines of the deliveries that count, with what makes one later than another
select
    bron.aanlevering_id,
    bron.regel,
    bron.client_id,
    bron.persoon,
    bron.geslacht,
    bron.geboortemaand,
    bron.pc4,
    bron.gemeente_code,
    bron.verwijzer,
    bron.hulpvorm,
    bron.is_crisis,
    bron.datum_aanvang,
    bron.datum_einde,
    bron.reden_beeindiging,
    bron.productcategorie,
    bron.profiel,
    bron.perspectief,
    bron.zorgvraagzwaarte,
    bron.complexiteit,
    bron.informant,
    bron.meetdatum,
    bron.tevredenheid,
    bron.zonder_hulp,
    bron.zonder_hulp_schaal,
    bron.doelrealisatie,
    aanlevering.aanbieder_agb,
    aanlevering.aanleverdatum,
    aanlevering.volgnummer,
    aanlevering.periode_eind
from {{ ref('stg_uitkomstregel') }} as bron
inner join {{ ref('int_aanlevering') }} as aanlevering
    on
        bron.aanlevering_id = aanlevering.aanlevering_id
        and aanlevering.status = 'verwerkt'
