{{ tel_vouw(ref('stg_stop_product'), 'stop_sleutel') }}

select
    stop_actief.stop_sleutel,
    stop_actief.levering_sleutel,
    stop_actief.toewijzing_sleutel,
    stop_actief.bericht_id,
    stop_actief.wet,
    stop_actief.gemeente_code,
    stop_actief.aanbieder_agb,
    stop_actief.gemeente_code_nu,
    stop_actief.aanbieder_agb_nu,
    stop_actief.toewijzing_gemeente_code,
    stop_actief.client_id,
    stop_actief.toewijzingnummer,
    stop_actief.productcategorie,
    stop_actief.productcode,
    stop_actief.toewijzing_ingangsdatum,
    stop_actief.begindatum,
    stop_actief.einddatum,
    stop_actief.reden_beeindiging,
    stop_actief.dagtekening,
    stop_actief.eerste_dagtekening,
    coalesce(reden.is_tijdelijk, false) as is_tijdelijk,
    {{ binnen_historie(['stop_actief.begindatum', 'stop_actief.einddatum']) }} as telt_mee
from actieve_aanlevering as stop_actief
left join {{ ref('reden_beeindiging') }} as reden
    on
        stop_actief.wet = reden.wet
        and stop_actief.reden_beeindiging = reden.code
cross join {{ ref('int_instelling') }} as instelling
where stop_actief.rang = 1
