select
    jaar,
    wet,
    gemeente_code,
    case methode when 'plekken' then 'Plekken' else 'PxQ' end as methode,
    case
        when segment = {{ parameter('onbekend') }} then 'segment onbekend' else 'segment ' || segment
    end as segment,
    cast(extract(month from gedeclareerd_tot) as integer) as gedeclareerd_aantal,
    clienten_aantal,
    kosten_eur,
    kosten_per_client_eur,
    uitgestroomd_aantal,
    gem_looptijd_dagen,
    voorlopig,
    onvolledig
from {{ ref('kpi_betaalvorm') }}
