{#- What may be claimed within a toewijzing (IV077): days, weeks and months in a period, both ends included. -#}

{#- Days since Monday 1 January 1900. -#}
{% macro dag_nr(datum) -%}
    {{ dagen_tussen("cast('1900-01-01' as date)", datum) }}
{%- endmacro %}

{#- ISO weeks of which at least one day lies in the period. -#}
{% macro weken_in(van, tot) -%}
    cast(floor({{ dag_nr(tot) }} / 7.0) - floor({{ dag_nr(van) }} / 7.0) as integer) + 1
{%- endmacro %}

{#- Sundays in the period: for output a week is claimed where it ends. -#}
{% macro zondagen_in(van, tot) -%}
    cast(floor(({{ dag_nr(tot) }} + 1) / 7.0) - floor({{ dag_nr(van) }} / 7.0) as integer)
{%- endmacro %}

{#- Months of which at least one day lies in the period. -#}
{% macro maanden_in(van, tot) -%}
    cast({{ maand_nr(tot) }} - {{ maand_nr(van) }} as integer) + 1
{%- endmacro %}

{#-
  Most that fits in the period: aliases frequentie and eenheid are rows of those seeds, `volume` returns once per frequentie. NULL when
  the frequentie is unknown, or only has a total (frequentie.is_totaal).
-#}
{% macro omvang_in(volume, van, tot) -%}
    {{ volume }} * case
        when frequentie.is_per_dag then {{ dagen_tussen(van, tot) }} + 1
        when frequentie.is_per_week and eenheid.is_output then {{ zondagen_in(van, tot) }}
        when frequentie.is_per_week then {{ weken_in(van, tot) }}
        when not frequentie.is_totaal then {{ maanden_in(van, tot) }}
    end
{%- endmacro %}
