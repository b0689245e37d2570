-- the latest period first, and a note without one before all: it holds always
select
    toelichting.wet,
    toelichting.kpi,
    toelichting.gemeente_code,
    toelichting.aanbieder_agb,
    coalesce(toelichting.periode, 'altijd') as periode,
    toelichting.van,
    toelichting.tekst,
    coalesce(kpi.naam, toelichting.kpi) as naam,
    case toelichting.gemeente_code
        when 'ALLE' then 'alle gemeenten'
        else coalesce(gemeente.gemeente_naam, toelichting.gemeente_code)
    end as gemeente,
    cast(-row_number() over (
        partition by toelichting.wet
        order by
            case when toelichting.periode is null then 1 else 0 end, toelichting.periode, toelichting.kpi,
            toelichting.gemeente_code, toelichting.aanbieder_agb, toelichting.van, toelichting.tekst
    ) as integer) as volgorde
from {{ ref('int_toelichting') }} as toelichting
left join {{ ref('dim_kpi') }} as kpi on toelichting.kpi = kpi.kpi
left join {{ ref('dim_gemeente') }} as gemeente on toelichting.gemeente_code = gemeente.gemeente_code
