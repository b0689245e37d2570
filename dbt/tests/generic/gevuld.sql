{#-
  Fails for every row with an empty cell in a column whose yml says `constraints: [{type: not_null}]`: one test per table, since dbt
  pays per test. The night says which column (expectations/toetsen.py). While dbt parses there are no columns: then it gives SQL that holds.
-#}
{% test gevuld(model) %}
{%- set kolommen = [] -%}
{%- if execute -%}
    {%- set naam = project_name ~ '.' ~ model.identifier -%}
    {%- set tabel = graph.nodes.get('model.' ~ naam) or graph.nodes['seed.' ~ naam] -%}
    {%- for kolom in tabel.columns.values() if kolom.constraints | selectattr('type', 'equalto', 'not_null') | list -%}
        {%- do kolommen.append(kolom.name ~ ' is null') -%}
    {%- endfor -%}
    {%- if not kolommen -%}
        {{ exceptions.raise_compiler_error(model.identifier ~ ' has no column that must be filled') }}
    {%- endif -%}
{%- endif -%}
select *
from {{ model }}
where {{ kolommen | join(' or ') or '1 = 0' }}
{% endtest %}
