{{ config(materialized='view') }}

with oordeel as (
    select
        bericht_id,
        max(case when niveau = 'header' then 0 else 1 end) as heeft_client,
        max(case when is_afkeur then 1 else 0 end) as heeft_afkeur
    from {{ ref('stg_retourcode') }}
    group by bericht_id
)

select
    retour.bericht_id,
    retour.wet,
    retour.gemeente_code,
    retour.aanbieder_agb,
    retour.dagtekening,
    retour.dagtekening_retour,
    -- every class of a retour carries a RetourCode (velden.md chapter 5): a code below the header means content
    coalesce(oordeel.heeft_client, 0) = 1 as heeft_client,
    coalesce(oordeel.heeft_afkeur, 0) = 1 as heeft_afkeur
from {{ ref('int_bericht') }} as retour
left join oordeel on retour.bericht_id = oordeel.bericht_id
where retour.is_retour
