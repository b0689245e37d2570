-- the days on which a provider took a step towards delivering (K003-13): from opvolging.csv, or from what it delivered
with gebeurtenis as (
    select
        opvolgstap.aanbieder_agb,
        stap.stap,
        opvolgstap.datum
    from {{ ref('stg_opvolgstap') }} as opvolgstap
    inner join {{ ref('aansluitstap') }} as stap
        on
            replace(lower(opvolgstap.stap), 'ê', 'e') = stap.sleutel
            and stap.uit = 'opvolging'
    where opvolgstap.soort = {{ parameter('opvolging_aansluiting') }}
    union all
    select
        aanlevering.aanbieder_agb,
        stap.stap,
        aanlevering.aanleverdatum as datum
    from {{ ref('int_aanlevering') }} as aanlevering
    inner join {{ ref('aansluitstap') }} as stap
        on
            (stap.uit = 'proef' and aanlevering.status = 'proef' and aanlevering.is_goed)
            or (stap.uit = 'aanlevering' and aanlevering.status in ('verwerkt', 'vervangen'))
),

aanbieder as (
    select distinct aanbieder_agb
    from gebeurtenis
    where aanbieder_agb is not null
)

-- also a step that was not taken: whoever has begun is to finish
select distinct
    aanbieder.aanbieder_agb,
    stap.stap,
    stap.volgorde,
    gebeurtenis.datum
from aanbieder
cross join {{ ref('aansluitstap') }} as stap
left join gebeurtenis
    on
        aanbieder.aanbieder_agb = gebeurtenis.aanbieder_agb
        and stap.stap = gebeurtenis.stap
