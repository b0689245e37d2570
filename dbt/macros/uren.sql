{#- Hours per week of the rows for which `dag` holds, all together; NULL when those of one of them are not known (A14). -#}
{% macro uren_op(dag) -%}
    case
        when sum(case when {{ dag }} and uren_per_week is null then 1 else 0 end) = 0
            then sum(case when {{ dag }} then uren_per_week else 0 end)
    end
{%- endmacro %}
