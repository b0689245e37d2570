{{ config(materialized='view') }}

select
    record.bericht_id,
    record.berichttype,
    record.positie,
    record.wet,
    record.gemeente_code,
    record.aanbieder_agb,
    record.dagtekening,
    record.is_elfproef_ok,
    record.geboortemaand,
    record.geboorte_datum_gebruik,
    record.is_geboorte_onbekend,
    record.is_geboorte_na_dagtekening,
    record.is_ouder_120_jaar
from {{ ref('stg_client') }} as record
inner join {{ ref('int_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and bericht.is_geaccepteerd
where not record.is_uitgesloten
