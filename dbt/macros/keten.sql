{#-
  Numbers the chains in `relatie`: with one set of `sleutels`, a period belongs to the chain before it while it begins at most `gap` days
  after the furthest end so far, so overlap and containment belong to it (A6). Gap 1 joins only what touches. `eind` must be filled and
  not lie before `begin`; where `gap` is a column, group equal periods first (max). Gives the columns of `relatie`, hoogste_einddatum_ervoor and keten_nr (unique within the keys).
-#}
{% macro keten_nummers(relatie, sleutels, gap, begin='begindatum', eind='einddatum') -%}
    {%- set is_nieuw -%}
    case when {{ begin }} <= {{ dag_plus('hoogste_einddatum_ervoor', gap) }} then 0 else 1 end
    {%- endset -%}
    select
        met_vorige.*,
        sum({{ is_nieuw }}) over (
            partition by {{ sleutels | join(', ') }}
            -- of equal periods the one that begins the chain comes first, whatever order they were read in
            order by {{ begin }}, {{ eind }}, {{ is_nieuw }} desc
            rows between unbounded preceding and current row
        ) as keten_nr
    from (
        select
            bron.*,
            max({{ eind }}) over (
                partition by {{ sleutels | join(', ') }}
                order by {{ begin }}, {{ eind }}
                rows between unbounded preceding and 1 preceding
            ) as hoogste_einddatum_ervoor
        from {{ relatie }} as bron
    ) as met_vorige
{%- endmacro %}

{#-
  The gap with which a levering joins what came before it: a start after a temporary stop goes on where that one left, whatever the gap
  (a temporary stop is no end, A8).
-#}
{% macro herstart_gap(is_herstart, gap) -%}
    case when {{ is_herstart }} and {{ gap }} < 1 then 1 else {{ gap }} end
{%- endmacro %}
