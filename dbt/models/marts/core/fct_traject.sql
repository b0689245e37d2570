select
    traject_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    gemeente_code_nu,
    aanbieder_agb_nu,
    client_id,
    productcategorie,
    productcode,
    ingangsdatum,
    einddatum,
    toewijzingen_aantal,
    zorg_begindatum,
    zorg_einddatum,
    zorgdagen,
    telt_mee
from {{ ref('int_traject') }}
