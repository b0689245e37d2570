{#-
  True when the record `vervolg` follows on an end on `einde` (A6): it begins at most `gap` days after it and goes on beyond it. What
  already ran follows on as well. `begin` and `eind` are columns of `vervolg`; an empty `eind` is open.
-#}
{% macro sluit_aan(vervolg, einde, gap, begin='ingangsdatum', eind='einddatum') -%}
    {{ vervolg }}.{{ begin }} <= {{ dag_plus(einde, gap) }}
    and coalesce({{ vervolg }}.{{ eind }} > {{ einde }}, {{ einde }} is not null)
{%- endmacro %}
