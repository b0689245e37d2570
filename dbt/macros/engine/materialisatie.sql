{#-
  Tables and views on DuckDB in one statement. `create or replace` is a transaction there, so a build that fails leaves
  the table of the night before; dbt's own way (make beside, rename twice, drop) is for engines without it, and on
  DuckDB its macros took as long as the SQL of most models. Hooks, grants, indexes and comments are not used here: a
  model that asks for one is refused rather than built without it.
-#}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
  {{ return({'relations': [vervang_relatie('table')]}) }}
{% endmaterialization %}


{% materialization view, adapter='duckdb' %}
  {{ return({'relations': [vervang_relatie('view')]}) }}
{% endmaterialization %}


{% macro vervang_relatie(soort) %}
  {%- if pre_hooks or post_hooks or config.get('grants') or config.get('indexes') or config.persist_relation_docs() -%}
    {% do exceptions.raise_compiler_error("hooks, grants, indexes and persist_docs are not supported by this materialization") %}
  {%- endif -%}
  {%- set bestaand = load_cached_relation(this) -%}
  {%- set doel = this.incorporate(type=soort) -%}
  {%- if bestaand is not none and bestaand.type != soort -%}
    {{ adapter.drop_relation(bestaand) }}
  {%- endif -%}
  {%- call statement('main') -%}
    create or replace {{ soort }} {{ doel }} as (
      {{ sql }}
    );
  {%- endcall -%}
  {% do adapter.commit() %}
  {{ return(doel) }}
{% endmacro %}
