{#- As dbt's own (an empty value passes), but a row per failure instead of one per value. -#}
{% test accepted_values(model, column_name, values, quote=true) %}
select *
from {{ model }}
where {{ column_name }} not in (
    {%- for waarde in values %}{{ "'" ~ waarde ~ "'" if quote else waarde }}{{ ', ' if not loop.last }}{% endfor -%}
)
{% endtest %}
