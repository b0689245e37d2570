{#- dbt's own, but with the whole row: the night asks all row tests of a table in one pass (expectations/toetsen.py). -#}
{% test not_null(model, column_name) %}
select *
from {{ model }}
where {{ column_name }} is null
{% endtest %}
