{#- Parts of a rule's SQL (dbt/models/kwaliteit/regel): every rule gives its breaches in one shape. -#}

{#-
  First columns of a breach: the rule and where it was found. `bron` is the alias of the record, key or pair that is judged.
  `heeft_bericht` false for a key that no single message made.
-#}
{% macro bevinding_kop(regel, bron, heeft_bericht=true, heeft_toewijzing=true) -%}
    '{{ regel }}' as regel,
    {{ bron }}.wet,
    {{ bron }}.gemeente_code,
    {{ bron }}.aanbieder_agb,
    {{ bron ~ '.bericht_id' if heeft_bericht else 'cast(null as ' ~ tekst_type() ~ ')' }} as bericht_id,
    {{ bron ~ '.toewijzingnummer' if heeft_toewijzing else 'cast(null as ' ~ tekst_type() ~ ')' }} as toewijzingnummer
{%- endmacro %}

{#- A date in a sentence: 2026-03-01, or 'leeg'. -#}
{% macro datum_in_zin(datum) -%}
    coalesce(cast({{ datum }} as {{ tekst_type() }}), 'leeg')
{%- endmacro %}

{#- A code or number in a sentence, or 'leeg'. -#}
{% macro waarde_in_zin(waarde) -%}
    coalesce(cast({{ waarde }} as {{ tekst_type() }}), 'leeg')
{%- endmacro %}
