{{ config(materialized='view') }}

-- unique per provider and law, over all gemeenten; each gemeente sees its own use of a number that is not
with gebruik as (
    select
        wet,
        aanbieder_agb_nu,
        declaratienummer,
        count(*) as gebruik_aantal
    from {{ ref('int_geldige_declaratie') }}
    group by wet, aanbieder_agb_nu, declaratienummer
)

select
    nummer.wet,
    nummer.gemeente_code,
    nummer.aanbieder_agb,
    nummer.declaratienummer,
    max(gebruik.gebruik_aantal) as gebruik_aantal,
    max(nummer.dagtekening) as dagtekening
from {{ ref('int_geldige_declaratie') }} as nummer
inner join gebruik
    on
        nummer.wet = gebruik.wet
        and nummer.aanbieder_agb_nu = gebruik.aanbieder_agb_nu
        and nummer.declaratienummer = gebruik.declaratienummer
group by nummer.wet, nummer.gemeente_code, nummer.aanbieder_agb, nummer.declaratienummer
