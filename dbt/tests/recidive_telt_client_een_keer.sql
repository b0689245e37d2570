-- unique clients: the ALLE row lies between its largest detail and the sum of its details
with soort as (
    select
        recidive.*,
        zorgterrein = 'ALLE' and gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' as is_totaal,
        zorgterrein <> 'ALLE' and gemeente_code <> 'ALLE' and aanbieder_agb <> 'ALLE' as is_detail
    from {{ ref('kpi_recidive') }} as recidive
),

per_maand as (
    select
        cohortmaand,
        wet,
        max(case when is_totaal then uitgestroomd_aantal end) as uitgestroomd,
        max(case when is_detail then uitgestroomd_aantal end) as uitgestroomd_grootste,
        sum(case when is_detail then uitgestroomd_aantal end) as uitgestroomd_som,
        max(case when is_totaal then teruggekeerd_aantal end) as teruggekeerd,
        max(case when is_detail then teruggekeerd_aantal end) as teruggekeerd_grootste,
        sum(case when is_detail then teruggekeerd_aantal end) as teruggekeerd_som
    from soort
    group by cohortmaand, wet
)

select
    cohortmaand,
    wet
from per_maand
where
    uitgestroomd is null
    or uitgestroomd not between uitgestroomd_grootste and uitgestroomd_som
    or teruggekeerd not between teruggekeerd_grootste and teruggekeerd_som
