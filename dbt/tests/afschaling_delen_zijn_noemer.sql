-- lower, equal, higher and undeterminable are all clients; the teller has at least the lower ones and at most those who left besides
select
    jaar,
    perceel,
    gemeente_code,
    aanbieder_agb
from {{ ref('kpi_afschaling') }}
where
    lager_aantal + gelijk_aantal + hoger_aantal + onbepaald_aantal <> noemer
    or teller < lager_aantal
    or teller > lager_aantal + uitgestroomd_aantal
