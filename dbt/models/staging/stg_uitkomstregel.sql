-- lines of good outcome files; persoon tells people apart, also those without a number
select
    regel.aanlevering_id,
    regel.regel,
    regel.client_id,
    coalesce(regel.client_id, regel.persoon_hash) as persoon,
    regel.geslacht,
    regel.geboortemaand,
    regel.pc4,
    regel.gemeente_code,
    regel.verwijzer,
    regel.hulpvorm,
    regel.is_crisis,
    regel.datum_aanvang,
    regel.datum_einde,
    regel.reden_beeindiging,
    regel.productcategorie,
    regel.profiel,
    regel.perspectief,
    regel.zorgvraagzwaarte,
    regel.complexiteit,
    regel.informant,
    regel.meetdatum,
    regel.tevredenheid,
    regel.zonder_hulp,
    regel.zonder_hulp_schaal,
    regel.doelrealisatie
from {{ source('raw', 'uitkomst_regel') }} as regel
cross join {{ ref('stg_instelling') }} as instelling
where not (regel.is_test_bsn and instelling.test_bsn = 'uitsluiten')
