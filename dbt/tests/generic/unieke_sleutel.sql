{#-
  Fails for every key that occurs more than once; null-safe. The key of a model is `meta.grain` of its yml; a seed, which has none,
  names its `kolommen`. While dbt parses and for the linter there is no project: then it gives SQL that holds.
-#}
{% test unieke_sleutel(model, kolommen=none) %}
{%- set sleutel = kolommen or (
    graph.nodes['model.' ~ project_name ~ '.' ~ model.identifier].config.meta.grain if execute else ['1']
) -%}
select
    {{ sleutel | join(', ') }},
    count(*) as aantal
from {{ model }}
group by {{ sleutel | join(', ') }}
having count(*) > 1
{% endtest %}
