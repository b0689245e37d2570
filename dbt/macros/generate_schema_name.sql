{#- The schema is the folder's name (staging, intermediate, marts, kwaliteit); seeds live in staging. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name -%}
        {{ custom_schema_name | trim }}
    {%- elif node is not none and node.resource_type == 'model' -%}
        {{ node.fqn[1] }}
    {%- else -%}
        staging
    {%- endif -%}
{%- endmacro %}
