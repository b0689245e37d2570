-- one step may name a phase in stap and in status ('concept', 'verzonden'): the later of the two is where it stands
with stap as (
    select
        opvolgstap.aanbieder_agb,
        opvolgstap.gemeente_code,
        opvolgstap.datum,
        opvolgstap.stap,
        opvolgstap.status,
        max(brieffase.volgorde) as volgorde
    from {{ ref('stg_opvolgstap') }} as opvolgstap
    cross join {{ ref('int_instelling') }} as instelling
    inner join {{ ref('brieffase') }} as brieffase
        on
            lower(trim(opvolgstap.stap)) = brieffase.fase
            or lower(trim(opvolgstap.status)) = brieffase.fase
    where
        opvolgstap.soort = 'bandbreedtebrief'
        and opvolgstap.aanbieder_agb is not null
        -- without a date it cannot be told which letter it is about
        and opvolgstap.datum <= instelling.kennisdatum
    group by
        opvolgstap.aanbieder_agb, opvolgstap.gemeente_code, opvolgstap.datum, opvolgstap.stap, opvolgstap.status
)

select distinct
    stap.aanbieder_agb,
    stap.gemeente_code,
    stap.datum,
    brieffase.fase,
    brieffase.volgorde
from stap
inner join {{ ref('brieffase') }} as brieffase on stap.volgorde = brieffase.volgorde
