with bevonden as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        {{ begin_van('month', 'dagtekening') }} as maand,
        count(*) as aantal
    from {{ ref('bevinding') }}
    group by regel, wet, gemeente_code, aanbieder_agb, {{ begin_van('month', 'dagtekening') }}
)

select
    regel.regel,
    beoordeeld.wet,
    beoordeeld.gemeente_code,
    beoordeeld.aanbieder_agb,
    beoordeeld.maand,
    beoordeeld.aantal as beoordeeld_aantal,
    coalesce(bevonden.aantal, 0) as bevinding_aantal,
    {{ percentage('coalesce(bevonden.aantal, 0)', 'beoordeeld.aantal') }} as percentage
from {{ ref('regel_register') }} as regel
inner join {{ ref('int_beoordeeld') }} as beoordeeld
    on
        regel.populatie = beoordeeld.populatie
        and (regel.wet = 'beide' or regel.wet = beoordeeld.wet)
left join bevonden
    on
        regel.regel = bevonden.regel
        and beoordeeld.wet = bevonden.wet
        and beoordeeld.gemeente_code = bevonden.gemeente_code
        and beoordeeld.aanbieder_agb = bevonden.aanbieder_agb
        and beoordeeld.maand = bevonden.maand
