{#- The earlier of two dates of which either may be empty (open); NULL when both are. -#}
{% macro vroegste(een, ander) -%}
    case when {{ een }} is null or {{ ander }} < {{ een }} then {{ ander }} else {{ een }} end
{%- endmacro %}
