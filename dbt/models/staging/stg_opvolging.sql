{{ config(materialized='table') }}

-- a code may pass on more than once; test opvolging_eindigt guards that four steps are enough
with in_werking as (
    select
        opvolging.soort,
        opvolging.oude_code,
        opvolging.nieuwe_code
    from {{ ref('code_opvolging') }} as opvolging
    cross join {{ ref('stg_instelling') }} as instelling
    where opvolging.vanaf_datum <= instelling.kennisdatum
)

select
    een.soort,
    een.oude_code,
    coalesce(vier.nieuwe_code, drie.nieuwe_code, twee.nieuwe_code, een.nieuwe_code) as code_nu,
    case
        when twee.nieuwe_code is null then 1
        when drie.nieuwe_code is null then 2
        when vier.nieuwe_code is null then 3
        else 4
    end as opvolgingen_aantal
from in_werking as een
left join in_werking as twee
    on
        een.soort = twee.soort
        and een.nieuwe_code = twee.oude_code
left join in_werking as drie
    on
        twee.soort = drie.soort
        and twee.nieuwe_code = drie.oude_code
left join in_werking as vier
    on
        drie.soort = vier.soort
        and drie.nieuwe_code = vier.oude_code
