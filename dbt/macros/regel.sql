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

{#- A date (2026-03-01), code or number in a sentence, or 'leeg'. -#}
{% macro waarde_in_zin(waarde) -%}
    coalesce(cast({{ waarde }} as {{ tekst_type() }}), 'leeg')
{%- endmacro %}

{#- Which version of a toewijzing: its Toewijzingsdatum and -tijd. -#}
{% macro versie_sleutel(versie) -%}
    cast({{ versie }}.toewijzingsdatum as {{ tekst_type() }}) || ' ' || {{ versie }}.toewijzingstijd
{%- endmacro %}

{#- Which record, for a rule that judges several classes: class and place in the message. -#}
{% macro record_sleutel(record) -%}
    {{ record }}.klasse || ' ' || cast({{ record }}.positie as {{ tekst_type() }})
{%- endmacro %}

{#-
  All breaches of the rules named, as one relation. Those of `wachtend` wait for an answer: their column is_te_laat says whether it came
  after all (the breach stays) or is still missing (it can still be sent).
-#}
{% macro verenig_bevindingen(regels, wachtend, ontbrekend) -%}
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
        dagtekening,
        {{ 'is_te_laat' if regel in wachtend else 'cast(null as boolean) as is_te_laat' }},
        {{ 'dekking_datum' if regel in ontbrekend else 'cast(null as date) as dekking_datum' }}
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

{#- Which levering, in content: begin and product. -#}
{% macro levering_kenmerk(bron) -%}
    cast({{ bron }}.begindatum as {{ tekst_type() }})
    || ' ' || coalesce({{ bron }}.productcategorie, '-')
    || ' ' || coalesce({{ bron }}.productcode, '-')
{%- endmacro %}

{#- Which stop of a levering, in content: the levering, the reason and the end. -#}
{% macro stop_kenmerk(bron) -%}
    {{ levering_kenmerk(bron) }}
    || ' ' || coalesce({{ bron }}.reden_beeindiging, '-')
    || ' ' || coalesce(cast({{ bron }}.einddatum as {{ tekst_type() }}), '-')
{%- endmacro %}

{#-
  Rows of `relatie` in which column `tot` lies more working days after column `van` than `termijn` of seed termijn allows, with werkdagen_zin
  (how late, in words). A date before the calendar of working days has no number: then the days since the calendar's first count.
-#}
{% macro later_dan_termijn(relatie, termijn, van, tot='dagtekening') -%}
    select
        geval.*,
        case
            when van_dag.werkdag_nr is null then 'meer dan ' || cast(termijn.norm_dagen as {{ tekst_type() }})
            else cast(tot_dag.werkdag_nr - van_dag.werkdag_nr as {{ tekst_type() }})
        end || ' werkdagen' as werkdagen_zin
    from {{ relatie }} as geval
    inner join {{ ref('termijn') }} as termijn on termijn.termijn = '{{ termijn }}'
    inner join {{ ref('dim_dag') }} as tot_dag on geval.{{ tot }} = tot_dag.datum
    left join {{ ref('dim_dag') }} as van_dag on geval.{{ van }} = van_dag.datum
    where
        geval.{{ van }} < geval.{{ tot }}
        and tot_dag.werkdag_nr - coalesce(van_dag.werkdag_nr, 0) > termijn.norm_dagen
{%- endmacro %}
