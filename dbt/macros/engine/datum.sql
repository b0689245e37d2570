{#- Date arithmetic: the only place, with getal.sql, where engines may differ. All results are DATE or whole days. -#}

{#- Date `datum` moved by `dagen` (whole number, may be negative). -#}
{% macro dag_plus(datum, dagen) %}{{ return(adapter.dispatch('dag_plus')(datum, dagen)) }}{% endmacro %}

{% macro default__dag_plus(datum, dagen) -%}
    cast({{ dbt.dateadd('day', dagen, datum) }} as date)
{%- endmacro %}

{% macro duckdb__dag_plus(datum, dagen) -%}
    ({{ datum }} + cast({{ dagen }} as integer))
{%- endmacro %}

{% macro postgres__dag_plus(datum, dagen) -%}
    ({{ datum }} + cast({{ dagen }} as integer))
{%- endmacro %}

{% macro spark__dag_plus(datum, dagen) -%}
    date_add({{ datum }}, cast({{ dagen }} as int))
{%- endmacro %}

{#- Whole days from `van` to `tot`: 0 on the same day. -#}
{% macro dagen_tussen(van, tot) %}{{ return(adapter.dispatch('dagen_tussen')(van, tot)) }}{% endmacro %}

{% macro default__dagen_tussen(van, tot) -%}
    {{ dbt.datediff(van, tot, 'day') }}
{%- endmacro %}

{% macro duckdb__dagen_tussen(van, tot) -%}
    date_diff('day', {{ van }}, {{ tot }})
{%- endmacro %}

{% macro postgres__dagen_tussen(van, tot) -%}
    ({{ tot }} - {{ van }})
{%- endmacro %}

{% macro spark__dagen_tussen(van, tot) -%}
    datediff({{ tot }}, {{ van }})
{%- endmacro %}

{#- Date `datum` moved by whole `jaren` (number or expression); 29 February becomes 28 where there is none. -#}
{% macro jaar_plus(datum, jaren) -%}
    cast({{ dbt.dateadd('year', jaren, datum) }} as date)
{%- endmacro %}

{#- First day of the `periode` ('month', 'quarter' or 'year') that holds `datum`. -#}
{% macro begin_van(periode, datum) -%}
    cast({{ dbt.date_trunc(periode, datum) }} as date)
{%- endmacro %}

{#-
  Raw text to DATE. Raw dates are valid XSD dates: years may have more than four digits or a minus sign. Such a date becomes the far
  end of the calendar, never NULL, because a NULL einddatum means open.
-#}
{% macro lees_datum(kolom) -%}
    case
        when {{ kolom }} is null then null
        when {{ kolom }} like '-%' or {{ kolom }} like '0000-%' then cast('0001-01-01' as date)
        when length({{ kolom }}) > 10 then cast('9999-12-31' as date)
        else cast({{ kolom }} as date)
    end
{%- endmacro %}
