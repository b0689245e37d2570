{#-
  ALLE cube (contract chapter 4): every row of `relatie` once per combination of totals over `dimensies`, a totalled dimension showing
  'ALLE'. An unknown (NULL) member stays NULL and so never meets its total. `kolommen` are passed through. Aggregate beforehand where
  the measure allows it, and group the result.
-#}
{% macro kubus(relatie, dimensies, kolommen) -%}
    {%- set aantal = dimensies | length -%}
    select
        {%- for kolom in kolommen %}
        bron.{{ kolom }},
        {%- endfor %}
        {%- for dimensie in dimensies %}
        case when totaal.is_alle_{{ dimensie }} = 1 then 'ALLE' else bron.{{ dimensie }} end as {{ dimensie }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ relatie }} as bron
    cross join (
        {%- for combinatie in range(2 ** aantal) %}
        {{ 'union all ' if not loop.first }}select
            {%- for dimensie in dimensies %}
            {{ (combinatie // (2 ** loop.index0)) % 2 }} as is_alle_{{ dimensie }}{{ ',' if not loop.last }}
            {%- endfor %}
        {%- endfor %}
    ) as totaal
{%- endmacro %}
