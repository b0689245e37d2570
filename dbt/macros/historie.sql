{#- True when every date given lies within HISTORIE_VANAF .. P + 30 years; an empty date passes. Needs int_instelling as `instelling`. -#}
{% macro binnen_historie(kolommen) -%}
    {%- for kolom in kolommen %}
    {{ 'and ' if not loop.first }}coalesce({{ kolom }} between instelling.historie_vanaf and instelling.historie_tot, true)
    {%- endfor %}
{%- endmacro %}
