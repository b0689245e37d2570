{{ tel_vouw(ref('stg_start_product'), 'levering_sleutel') }}

select
    levering_sleutel,
    toewijzing_sleutel,
    bericht_id,
    wet,
    gemeente_code,
    aanbieder_agb,
    gemeente_code_nu,
    aanbieder_agb_nu,
    toewijzing_gemeente_code,
    client_id,
    toewijzingnummer,
    productcategorie,
    productcode,
    toewijzing_ingangsdatum,
    begindatum,
    dagtekening,
    eerste_dagtekening
from actieve_aanlevering
where rang = 1
