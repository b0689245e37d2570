-- who came back within fewer months, or in the same zorgterrein, is among those with a longer window or in any zorgterrein
select
    cohortmaand,
    wet,
    zorgterrein,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_recidive') }}
cross join {{ ref('int_instelling') }} as instelling
where
    teruggekeerd_aantal > teruggekeerd_enig_zorgterrein_aantal
    or teruggekeerd_enig_zorgterrein_aantal > uitgestroomd_aantal
    or teruggekeerd_3m_aantal > teruggekeerd_6m_aantal
    or teruggekeerd_6m_aantal > uitgestroomd_aantal
    or (teruggekeerd_3m_aantal > teruggekeerd_aantal and instelling.recidive_maanden >= 3)
    or (teruggekeerd_6m_aantal > teruggekeerd_aantal and instelling.recidive_maanden >= 6)
