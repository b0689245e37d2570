{#-
  How many records or keys a rule judges, per population of seed regel_register: name -> (relation, condition). A population is counted once,
  however many rules judge it; a rule's breaches lie within its population.
-#}
{%- set populaties = [
    ('stop_record', 'int_record_stop', none),
] -%}

with eenheid as (
    {{ verenig_populaties(populaties) }}
)

select
    populatie,
    wet,
    gemeente_code,
    aanbieder_agb,
    maand,
    count(*) as aantal
from eenheid
group by populatie, wet, gemeente_code, aanbieder_agb, maand
