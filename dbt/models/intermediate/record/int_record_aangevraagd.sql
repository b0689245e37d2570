{{ config(materialized='view') }}

select record.* -- noqa: AM04
from {{ ref('stg_aangevraagd_product') }} as record
inner join {{ ref('int_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and bericht.is_geaccepteerd
