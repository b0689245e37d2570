{#- Of each wet the last month that is declared, all gemeenten together: rows wet, gedeclareerd_tot. -#}
{% macro gedeclareerd_per_wet() -%}
    select
        wet,
        max(gedeclareerd_tot) as gedeclareerd_tot
    from {{ ref('int_declaratiegraad') }}
    where gemeente_code = 'ALLE'
    group by wet
{%- endmacro %}

{#- The same per gemeente, ALLE too: rows wet, gemeente_code, gedeclareerd_tot. -#}
{% macro gedeclareerd_per_gemeente() -%}
    select
        wet,
        gemeente_code,
        max(gedeclareerd_tot) as gedeclareerd_tot
    from {{ ref('int_declaratiegraad') }}
    group by wet, gemeente_code
{%- endmacro %}

{#-
  Years with a year before them, and how many of their months are declared: rows wet, jaar, maanden_aantal. `declaratie` has the columns
  of gedeclareerd_per_wet.
-#}
{% macro jaren_met_vorig(declaratie) -%}
    select
        {{ declaratie }}.wet,
        kalender.jaar,
        case
            when {{ declaratie }}.gedeclareerd_tot > kalender.laatste_dag then 12
            else cast(extract(month from {{ declaratie }}.gedeclareerd_tot) as integer)
        end as maanden_aantal
    from {{ declaratie }}
    inner join {{ ref('dim_jaar') }} as kalender on {{ declaratie }}.gedeclareerd_tot >= kalender.eerste_dag
    inner join {{ ref('dim_jaar') }} as vorig on kalender.jaar = vorig.jaar + 1
{%- endmacro %}
