{#- A day as people read it, 16-09-2026; NULL stays NULL. -#}
{% macro dag_tekst(datum) -%}
    {%- set iso = 'cast(' ~ datum ~ ' as ' ~ tekst_type() ~ ')' -%}
    substring({{ iso }}, 9, 2) || '-' || substring({{ iso }}, 6, 2) || '-' || substring({{ iso }}, 1, 4)
{%- endmacro %}

{#- A whole number from 0 below a billion as people read it, 1.234. -#}
{% macro aantal_tekst(aantal) -%}
    {%- set cijfers = 'cast(cast(' ~ aantal ~ ' as bigint) as ' ~ tekst_type() ~ ')' -%}
    case
        when {{ aantal }} < 1000 then {{ cijfers }}
        when {{ aantal }} < 1000000
            then substring({{ cijfers }}, 1, length({{ cijfers }}) - 3) || '.' || substring({{ cijfers }}, length({{ cijfers }}) - 2, 3)
        else
            substring({{ cijfers }}, 1, length({{ cijfers }}) - 6) || '.'
            || substring({{ cijfers }}, length({{ cijfers }}) - 5, 3) || '.' || substring({{ cijfers }}, length({{ cijfers }}) - 2, 3)
    end
{%- endmacro %}
