{#- One definitional choice from seed parameter, as text; cast where it is used. -#}
{% macro parameter(naam) -%}
    (select p.waarde from {{ ref('parameter') }} as p where p.parameter = '{{ naam }}')
{%- endmacro %}
