{#-
  Which delivery counts (contract chapter 8). Whether one is refused for having the number of another depends on which later ones
  stand, so this is settled from late to early, a round per layer of such pairs on top of each other; more than four is no practice.
-#}
{%- set rondes = 5 -%}

with goed as (
    select *
    from {{ ref('stg_aanlevering') }}
    where
        is_goed
        and not is_proef
),

-- of one provider, day and number, over the same days, and not the same: nobody can say which is meant
gelijk as (
    select
        een.aanlevering_id,
        ander.aanlevering_id as ander_id
    from goed as een
    inner join goed as ander
        on
            een.aanbieder_agb = ander.aanbieder_agb
            and een.aanleverdatum = ander.aanleverdatum
            and een.volgnummer = ander.volgnummer
            and een.periode_begin <= ander.periode_eind
            and een.periode_eind >= ander.periode_begin
            and een.aanlevering_id <> ander.aanlevering_id
),

vervanging as (
    select
        vroeger.aanlevering_id,
        later.aanlevering_id as later_id
    from goed as vroeger
    inner join goed as later
        on
            vroeger.aanbieder_agb = later.aanbieder_agb
            and vroeger.periode_begin >= later.periode_begin
            and vroeger.periode_eind <= later.periode_eind
            and (
                vroeger.aanleverdatum < later.aanleverdatum
                or (vroeger.aanleverdatum = later.aanleverdatum and vroeger.volgnummer < later.volgnummer)
            )
),

staand_0 as (
    select aanlevering_id
    from goed
    where aanlevering_id not in (select gelijk.aanlevering_id from gelijk)
),

{{ staande_aanleveringen(rondes) }}

vervangen as (
    select distinct vervanging.aanlevering_id
    from vervanging
    inner join staand_{{ rondes - 1 }} as staand on vervanging.later_id = staand.aanlevering_id
)

select
    aanlevering.aanlevering_id,
    aanlevering.aanbieder_agb,
    aanlevering.verslagjaar,
    aanlevering.periode,
    aanlevering.periode_begin,
    aanlevering.periode_eind,
    aanlevering.aanleverdatum,
    aanlevering.volgnummer,
    case
        when aanlevering.is_proef then 'proef'
        when not aanlevering.is_goed then 'afgekeurd'
        when vervangen.aanlevering_id is not null then 'vervangen'
        when staand.aanlevering_id is null then 'afgekeurd'
        else 'verwerkt'
    end as status,
    aanlevering.is_goed,
    aanlevering.regels_aantal,
    aanlevering.fouten_aantal
from {{ ref('stg_aanlevering') }} as aanlevering
left join vervangen on aanlevering.aanlevering_id = vervangen.aanlevering_id
left join staand_{{ rondes - 1 }} as staand on aanlevering.aanlevering_id = staand.aanlevering_id
