{#- Number of the month that holds `datum`: months apart are a difference of these. -#}
{% macro maand_nr(datum) -%}
    (extract(year from {{ datum }}) * 12 + extract(month from {{ datum }}))
{%- endmacro %}

{#- Number of the quarter that holds `datum`. -#}
{% macro kwartaal_nr(datum) -%}
    (extract(year from {{ datum }}) * 4 + extract(quarter from {{ datum }}))
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

{#-
  Whole months from `van` to `tot`: the most months after `van` (as in binnen_maanden: 31 January is followed by the last day of
  February) that still lie on or before `tot`; below 0 when `tot` lies before `van`.
-#}
{% macro volle_maanden(van, tot) -%}
    (
        cast({{ maand_nr(tot) }} - {{ maand_nr(van) }} as integer)
        - case
            when
                extract(day from {{ tot }}) < extract(day from {{ van }})
                and {{ tot }} < {{ laatste_dag_van_maand(tot) }}
                then 1
            else 0
        end
    )
{%- endmacro %}

{#- The fewest whole months after `van` on which `datum` lies in the past or on the day itself; 0 when it is not after `van`. -#}
{% macro maanden_tot_bekend(van, datum) -%}
    case
        when {{ datum }} <= {{ van }} then 0
        else
            cast({{ maand_nr(datum) }} - {{ maand_nr(van) }} as integer)
            + case when extract(day from {{ datum }}) > extract(day from {{ van }}) then 1 else 0 end
    end
{%- endmacro %}

{#- First day of the month eleven before `maand` (a first of the month): of the twelve months that end with it the first. -#}
{% macro elf_maanden_eerder(maand) -%}
    {{ begin_van('month', dag_plus(maand, -330)) }}
{%- endmacro %}
