{% macro tekst_type() -%}
    {{ dbt.type_string() }}
{%- endmacro %}
