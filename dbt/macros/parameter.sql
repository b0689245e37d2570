{#- One definitional choice (seed parameter, or parameter.csv of the municipality), as text; cast where it is used. -#}
{% macro parameter(naam) -%}
    (select p.waarde from {{ ref('int_parameter') }} as p where p.parameter = '{{ naam }}')
{%- endmacro %}

{#- A text in which {parameter} stands for its value, for these parameters. -#}
{% macro ingevuld(tekst, namen) -%}
    {%- set uit = namespace(sql=tekst) -%}
    {%- for naam in namen -%}
        {%- set uit.sql = 'replace(' ~ uit.sql ~ ", '{" ~ naam ~ "}', " ~ parameter(naam) ~ ')' -%}
    {%- endfor -%}
    {{ uit.sql }}
{%- endmacro %}
