with record as (
    select
        record.bericht_id,
        record.positie,
        record.ouder_positie,
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
        -- named as in the other product records: sleutel macros read them
        cast(null as {{ tekst_type() }}) as productcategorie,
        cast(null as {{ tekst_type() }}) as productcode,
        {{ lees_datum('record.gewenste_ingangsdatum') }} as gewenste_ingangsdatum,
        {{ lees_datum('record.einddatum') }} as einddatum,
        cast(record.volume as bigint) as volume,
        record.eenheid,
        record.frequentie,
        {{ lees_eurocent('record.budget') }} as budget_eur
    {{ van_bekend_record('b317_te_wijzigen_product', op_toewijzing=true) }}
)

select
    record.*,
    {{ toewijzing_sleutel() }} as toewijzing_sleutel
from record
