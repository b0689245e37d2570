-- the last measurement of a client in a year, per instrument and domein, beside the first one of an earlier day
-- (K004-12). An instrument that measures a difference says nothing with one measurement
with genummerd as (
    select
        int_ervaring.*,
        cast(extract(year from meetdatum) as integer) as jaar,
        case when client_id is null then volgnr else 0 end as los_nr,
        first_value(score) over (
            partition by wet, gemeente_code, aanbieder_agb, client_id, instrument, domein
            order by meetdatum, volgnr
        ) as eerste_score,
        min(meetdatum) over (
            partition by wet, gemeente_code, aanbieder_agb, client_id, instrument, domein
        ) as eerste_meetdatum,
        max(meetdatum) over (
            partition by wet, gemeente_code, aanbieder_agb, client_id, instrument, domein, extract(year from meetdatum)
        ) as laatste_meetdatum
    from {{ ref('int_ervaring') }} as int_ervaring
),

geval as (
    select
        jaar,
        wet,
        gemeente_code,
        aanbieder_agb,
        instrument,
        domein,
        client_id,
        los_nr,
        productcode,
        meetdatum,
        score as eind_score,
        case when meet_verschil then eerste_meetdatum end as begin_meetdatum,
        case when meet_verschil then eerste_score end as begin_score,
        case when meet_verschil then score > eerste_score end as is_vooruit,
        case when meet_verschil then score = eerste_score end as is_gelijk,
        case when meet_verschil then score < eerste_score end as is_achteruit
    from genummerd
    where
        (client_id is null or meetdatum = laatste_meetdatum)
        and (not meet_verschil or meetdatum > eerste_meetdatum)
),

gedeeld as (
    {{ met_dimensies('geval', 'meetdatum') }}
)

select *
from gedeeld
