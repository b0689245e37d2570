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

{#- All breaches of the rules named, as one relation. -#}
{% macro verenig_bevindingen(regels) -%}
    {%- for regel in regels %}
    {{ 'union all ' if not loop.first }}select
        regel,
        wet,
        gemeente_code,
        aanbieder_agb,
        bericht_id,
        toewijzingnummer,
        sleutel,
        omschrijving,
        dagtekening
    from {{ ref('regel_' ~ regel) }}
    {%- endfor %}
{%- endmacro %}

{#- Every judged record or key of the populations: (name, relation, condition or none), with the month of its Dagtekening. -#}
{% macro verenig_populaties(populaties) -%}
    {%- for populatie, relatie, voorwaarde in populaties %}
    {{ 'union all ' if not loop.first }}select
        '{{ populatie }}' as populatie,
        wet,
        gemeente_code,
        aanbieder_agb,
        {{ begin_van('month', 'dagtekening') }} as maand
    from {{ ref(relatie) }}
    {{ 'where ' ~ voorwaarde if voorwaarde }}
    {%- endfor %}
{%- endmacro %}
