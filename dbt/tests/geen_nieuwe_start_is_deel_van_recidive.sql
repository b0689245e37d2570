-- K000-05 looks at part of the clients of K001-06: never more that left, nor more that came back
select
    afgerond.cohortmaand,
    afgerond.zorgterrein,
    afgerond.gemeente_code,
    afgerond.aanbieder_agb
from {{ ref('kpi_geen_nieuwe_start') }} as afgerond
left join {{ ref('kpi_recidive') }} as recidive
    on
        afgerond.cohortmaand = recidive.cohortmaand
        and afgerond.wet = recidive.wet
        and afgerond.zorgterrein = recidive.zorgterrein
        and afgerond.gemeente_code = recidive.gemeente_code
        and afgerond.aanbieder_agb = recidive.aanbieder_agb
where
    afgerond.geen_nieuwe_start_aantal > afgerond.uitgestroomd_aantal
    or coalesce(afgerond.uitgestroomd_aantal > recidive.uitgestroomd_aantal, true)
    or afgerond.uitgestroomd_aantal - afgerond.geen_nieuwe_start_aantal > recidive.teruggekeerd_aantal
