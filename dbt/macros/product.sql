{#- What the municipality says about a product, from the joined int_product; empty or unlisted shows as _ONBEKEND, never dropped. -#}
{% macro productkenmerken(product, zonder=[]) -%}
    {%- for kolom in ['inkoopcategorie', 'zorgterrein', 'perceel', 'segment', 'groep'] | reject('in', zonder) %}
    coalesce({{ product }}.{{ kolom }}, {{ parameter('onbekend') }}) as {{ kolom }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
