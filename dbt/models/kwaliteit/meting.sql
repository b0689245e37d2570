with bevonden as (
    select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        {{ begin_van('month', 'dagtekening') }} as maand,
        sum(case when status = 'niet te beoordelen' then 0 else 1 end) as aantal,
        sum(case when status = 'niet te beoordelen' then 1 else 0 end) as niet_te_beoordelen
    from {{ ref('bevinding') }}
    group by regel, wet, gemeente_code, aanbieder_agb, {{ begin_van('month', 'dagtekening') }}
)

select
    regel.regel,
    beoordeeld.wet,
    beoordeeld.gemeente_code,
    beoordeeld.aanbieder_agb,
    beoordeeld.maand,
    -- what cannot be judged is neither good nor wrong
    cast(beoordeeld.aantal - coalesce(bevonden.niet_te_beoordelen, 0) as bigint) as beoordeeld_aantal,
    cast(coalesce(bevonden.aantal, 0) as bigint) as bevinding_aantal,
    {{ percentage('coalesce(bevonden.aantal, 0)', '(beoordeeld.aantal - coalesce(bevonden.niet_te_beoordelen, 0))') }}
        as percentage
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
where beoordeeld.aantal > coalesce(bevonden.niet_te_beoordelen, 0)
