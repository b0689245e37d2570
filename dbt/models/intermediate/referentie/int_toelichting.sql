-- a note without a law is about both, as their figures are never one
with wet as (
    select distinct wet
    from {{ ref('productcategorie') }}
)

select
    toelichting.kpi,
    coalesce(toelichting.wet, wet.wet) as wet,
    coalesce(toelichting.gemeente_code, 'ALLE') as gemeente_code,
    coalesce(toelichting.aanbieder_agb, 'ALLE') as aanbieder_agb,
    toelichting.periode,
    toelichting.van,
    toelichting.tekst
from {{ ref('stg_toelichting') }} as toelichting
inner join wet on coalesce(toelichting.wet, wet.wet) = wet.wet
