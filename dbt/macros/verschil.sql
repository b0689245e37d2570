{#- True when the two differ; two empty values do not, an empty and a filled one do. Never NULL. -#}
{% macro verschilt(een, ander) -%}
    coalesce({{ een }} <> {{ ander }}, ({{ een }} is null) <> ({{ ander }} is null))
{%- endmacro %}

{#- True when one of the columns differs between two relations; `prefix` before the names of the second. -#}
{% macro inhoud_verschilt(een, ander, kolommen, prefix='') -%}
    (
        {%- for kolom in kolommen %}
        {{ 'or ' if not loop.first }}{{ verschilt(een ~ '.' ~ kolom, ander ~ '.' ~ prefix ~ kolom) }}
        {%- endfor %}
    )
{%- endmacro %}

{#- Each column as it was in the row before, under the name vorige_<column>. -#}
{% macro vorige_waarden(bron, kolommen, sleutel, volgorde) -%}
    {%- for kolom in kolommen %}
    lag({{ bron }}.{{ kolom }}) over (
        partition by {{ bron }}.{{ sleutel }}
        order by {{ bron }}.{{ volgorde }}
    ) as vorige_{{ kolom }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
