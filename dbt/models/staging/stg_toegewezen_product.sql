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
        record.referentie_aanbieder,
        record.productcategorie,
        record.productcode,
        {{ lees_datum('record.toewijzingsdatum') }} as toewijzingsdatum,
        -- 10:00:00.50 and 10:00:00.5 are one time
        case
            when record.toewijzingstijd like '%.%'
                then trim(trailing '.' from trim(trailing '0' from record.toewijzingstijd))
            else record.toewijzingstijd
        end as toewijzingstijd,
        {{ lees_datum('record.ingangsdatum') }} as ingangsdatum,
        {{ lees_datum('record.einddatum') }} as einddatum,
        record.reden_wijziging,
        cast(record.volume as bigint) as volume,
        record.eenheid,
        record.frequentie,
        {{ lees_eurocent('record.budget') }} as budget_eur
    {{ van_bekend_record('b301_toegewezen_product', op_toewijzing=true) }}
)

select
    record.*,
    {{ toewijzing_sleutel() }} as toewijzing_sleutel
from record
