-- measurements of a client known on P; of several on one day the mean, so that their order does not matter
with meting as (
    select
        ervaring.meetdatum,
        ervaring.wet,
        coalesce(ervaring.gemeente_code, {{ parameter('onbekend') }}) as gemeente_code,
        coalesce(ervaring.aanbieder_agb, {{ parameter('onbekend') }}) as aanbieder_agb,
        ervaring.productcode,
        ervaring.client_id,
        coalesce(instrument.instrument, ervaring.instrument) as instrument,
        coalesce(instrument.meet_verschil, true) as meet_verschil,
        coalesce(ervaring.domein, {{ parameter('onbekend') }}) as domein,
        ervaring.score
    from {{ ref('stg_ervaring') }} as ervaring
    cross join {{ ref('int_instelling') }} as instelling
    left join {{ ref('meetinstrument') }} as instrument on lower(ervaring.instrument) = lower(instrument.instrument)
    where
        ervaring.meetdatum between instelling.historie_vanaf and instelling.peildatum
        and ervaring.wet is not null
        and ervaring.instrument is not null
        and ervaring.score is not null
)

select
    meetdatum,
    wet,
    gemeente_code,
    aanbieder_agb,
    max(productcode) as productcode,
    client_id,
    instrument,
    meet_verschil,
    domein,
    1 as volgnr,
    avg(score) as score
from meting
where client_id is not null
group by meetdatum, wet, gemeente_code, aanbieder_agb, client_id, instrument, meet_verschil, domein
union all
-- without a Bsn each stands alone, and says nothing about a difference
select
    meetdatum,
    wet,
    gemeente_code,
    aanbieder_agb,
    productcode,
    client_id,
    instrument,
    meet_verschil,
    domein,
    cast(row_number() over (
        partition by meetdatum, wet, gemeente_code, aanbieder_agb, instrument, domein
        order by score, productcode
    ) as integer) as volgnr,
    score
from meting
where
    client_id is null
    and not meet_verschil
