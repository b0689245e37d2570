{{ config(materialized='table') }}

-- after a merger two old gemeenten may hold the same number: with the client it says which toewijzing is meant. A
-- rejected 301 is no exception: its number and client name the same toewijzing
with gegeven as (
    select distinct
        bericht.wet,
        bericht.gemeente_code,
        bericht.gemeente_code_nu,
        bericht.opvolgingen_aantal,
        record.toewijzingnummer,
        coalesce(record.client_id, '~') as persoon
    from {{ source('raw', 'b301_toegewezen_product') }} as record
    inner join {{ ref('stg_bericht') }} as bericht
        on
            record.bericht_id = bericht.bericht_id
            and record.bestand_id = bericht.bestand_id
            and bericht.opvolgingen_aantal > 0
),

gerangschikt as (
    select
        gegeven.*,
        row_number() over (
            partition by wet, gemeente_code_nu, toewijzingnummer, persoon
            order by opvolgingen_aantal desc, gemeente_code asc
        ) as rang
    from gegeven
)

select
    wet,
    gemeente_code_nu,
    toewijzingnummer,
    persoon,
    gemeente_code,
    opvolgingen_aantal
from gerangschikt
where rang = 1
