{#- Days of `periode` (alias with begindatum and einddatum) within a month of dim_maand (alias maand) that it touches; both ends count. -#}
{% macro dagen_in_maand(periode) -%}
    ({{ dagen_tussen(
        'case when ' ~ periode ~ '.begindatum > maand.maand then ' ~ periode ~ '.begindatum else maand.maand end',
        'case when ' ~ periode ~ '.einddatum < maand.laatste_dag then ' ~ periode ~ '.einddatum else maand.laatste_dag end'
    ) }} + 1)
{%- endmacro %}
