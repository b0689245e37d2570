{{ config(materialized='view') }}

with antwoord as (
    select
        declaratie_bericht_id,
        min(dagtekening) as eerste_antwoord_datum
    from {{ ref('int_declaratie_antwoord') }}
    group by declaratie_bericht_id
)

select
    declaratie.bericht_id,
    bericht.wet,
    bericht.gemeente_code,
    bericht.aanbieder_agb,
    declaratie.declaratienummer,
    bericht.dagtekening,
    antwoord.eerste_antwoord_datum
from {{ ref('stg_declaratie') }} as declaratie
inner join {{ ref('int_bericht') }} as bericht on declaratie.bericht_id = bericht.bericht_id
left join antwoord on declaratie.bericht_id = antwoord.declaratie_bericht_id
