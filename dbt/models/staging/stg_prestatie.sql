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
        record.client_id,
        record.referentienummer,
        record.vorig_referentienummer,
        record.toewijzingnummer,
        record.productcategorie,
        record.productcode,
        {{ lees_datum('record.product_periode_begindatum') }} as periode_begindatum,
        {{ lees_datum('record.product_periode_einddatum') }} as periode_einddatum,
        cast(record.geleverd_volume as bigint) as volume,
        record.eenheid,
        {{ lees_eurocent('record.product_tarief') }} as tarief_eur,
        {{ lees_eurocent('record.ingediend_bedrag') }} as ingediend_bedrag_eur,
        record.debet_credit
    {{ van_bekend_record('b323_prestatie', op_toewijzing=true) }}
)

select
    record.*,
    {{ toewijzing_sleutel() }} as toewijzing_sleutel
from record
