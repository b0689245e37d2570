-- a transition has one outcome, and no more clients than transitions
select
    jaar,
    wet,
    gemeente_code,
    aanbieder_agb,
    zorgterrein
from {{ ref('kpi_productafschaling') }}
where
    overgangen_aantal <> afgeschaald_aantal + opgeschaald_aantal + gelijk_aantal + onbepaald_aantal
    or clienten_aantal > overgangen_aantal
    or afgeschaalde_clienten_aantal > afgeschaald_aantal
    or afgeschaalde_clienten_aantal > clienten_aantal
