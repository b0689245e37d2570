with record as (
    select
        record.bericht_id,
        record.positie,
        bericht.wet,
        bericht.gemeente_code,
        bericht.aanbieder_agb,
        bericht.gemeente_code_nu,
        bericht.aanbieder_agb_nu,
        {{ toewijzing_gemeente() }} as toewijzing_gemeente_code,
        bericht.dagtekening,
        bericht.identificatie,
        record.client_id,
        record.toewijzingnummer,
        record.productcategorie,
        record.productcode,
        {{ lees_datum('record.toewijzing_ingangsdatum') }} as toewijzing_ingangsdatum,
        {{ lees_datum('record.begindatum') }} as begindatum,
        record.status_aanlevering
    {{ van_bekend_record('b305_start_product', op_toewijzing=true) }}
),

met_toewijzing as (
    select
        record.*,
        {{ toewijzing_sleutel() }} as toewijzing_sleutel
    from record
)

select
    met_toewijzing.*,
    {{ levering_sleutel() }} as levering_sleutel
from met_toewijzing
