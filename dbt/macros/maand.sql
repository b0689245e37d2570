{#- Number of the month that holds `datum`: months apart are a difference of these. -#}
{% macro maand_nr(datum) -%}
    (extract(year from {{ datum }}) * 12 + extract(month from {{ datum }}))
{%- endmacro %}

{#- Last day of the month that holds `datum`: 31 days after the first is always the next month. -#}
{% macro laatste_dag_van_maand(datum) -%}
    {{ dag_plus(begin_van('month', dag_plus(begin_van('month', datum), 31)), -1) }}
{%- endmacro %}

{#-
  True when `datum` lies at most `maanden` months after `van`: up to the same day of that month, or its last day where the month is
  shorter (one month after 31 January is 28 or 29 February). NULL when a date is empty.
-#}
{% macro binnen_maanden(datum, van, maanden) -%}
    (
        {{ maand_nr(datum) }} - {{ maand_nr(van) }} < {{ maanden }}
        or (
            {{ maand_nr(datum) }} - {{ maand_nr(van) }} = {{ maanden }}
            and extract(day from {{ datum }}) <= extract(day from {{ van }})
        )
    )
{%- endmacro %}
