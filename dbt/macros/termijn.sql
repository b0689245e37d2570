{#-
  The figure that a case of a term counts in, as normen.csv, the stoplicht and follow-up name it: the term. Where whoever received the
  message is responsible (`volgens_seed` is ontvanger), what the gemeente owed is a figure of its own: nobody answers for both.
-#}
{% macro termijn_kpi(termijn, volgens_seed, verantwoordelijke) -%}
    case
        when {{ volgens_seed }} = 'ontvanger' and {{ verantwoordelijke }} = 'gemeente' then {{ termijn }} || '_GEMEENTE'
        else {{ termijn }}
    end
{%- endmacro %}

{#- Every figure of the terms: kpi, termijn, verantwoordelijke, omschrijving and bron. -#}
{% macro termijn_kpis() -%}
    select
        {{ termijn_kpi('termijn.termijn', 'termijn.verantwoordelijke', 'partij.verantwoordelijke') }} as kpi,
        termijn.termijn,
        partij.verantwoordelijke,
        termijn.omschrijving,
        termijn.bron
    from {{ ref('termijn') }} as termijn
    inner join (
        select 'aanbieder' as verantwoordelijke
        union all
        select 'gemeente' as verantwoordelijke
    ) as partij
        on termijn.verantwoordelijke in (partij.verantwoordelijke, 'ontvanger')
{%- endmacro %}
