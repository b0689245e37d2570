-- a zorgdag counts once: not more of them than days between the first and the last day of care
select traject.traject_id
from {{ ref('fct_traject') }} as traject
cross join {{ ref('int_instelling') }} as instelling
where
    traject.zorgdagen < 0
    or (traject.zorg_begindatum is null and traject.zorgdagen > 0)
    or (
        traject.zorgdagen > 0
        and traject.zorgdagen > {{ dagen_tussen('traject.zorg_begindatum', 'instelling.peildatum') }} + 1
    )
    or (
        traject.zorgdagen > 0
        and traject.zorgdagen > {{ dagen_tussen('traject.zorg_begindatum', 'traject.zorg_einddatum') }} + 1
    )
