{#- Numbers 1..boven as rows with one column, generated_number. -#}
{% macro reeks(boven) -%}
    {{ dbt.generate_series(boven) }}
{%- endmacro %}

{#-
  Interpolated percentile, `deel` between 0 and 1; NULLs take no part. The argument is cast first: engines cut the mean of decimals
  differently.
-#}
{% macro percentiel(waarde, deel) -%}
    percentile_cont({{ deel }}) within group (order by {{ als_double(waarde) }})
{%- endmacro %}

{% macro mediaan(waarde) -%}
    {{ percentiel(waarde, 0.5) }}
{%- endmacro %}

{% macro als_double(waarde) %}{{ return(adapter.dispatch('als_double')(waarde)) }}{% endmacro %}

{% macro default__als_double(waarde) -%}
    cast({{ waarde }} as double precision)
{%- endmacro %}

{% macro duckdb__als_double(waarde) -%}
    cast({{ waarde }} as double)
{%- endmacro %}

{% macro spark__als_double(waarde) -%}
    cast({{ waarde }} as double)
{%- endmacro %}

{#- Raw whole cents to euros; NULL stays NULL. -#}
{% macro lees_eurocent(kolom) -%}
    cast(cast({{ kolom }} as decimal(16, 0)) * 0.01 as decimal(18, 2))
{%- endmacro %}
