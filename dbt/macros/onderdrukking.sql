{#-
  How many distinct clients are behind the counts of a KPI table, per row (contract chapter 5): a column <maat>_clienten for each
  of `maten`, and <deel>_rest_clienten for each deel of `rest` ({deel: noemer}), the clients of the noemer's cases that do not count
  in the deel. A sum counts the clients to whom it is not 0. Made of the same cases and totals as the table itself (geval.sql).
-#}
{% macro tel_clienten(kpi, maten, rest={}) -%}
    {%- set opzet = kpi_opzet('kpi_' ~ kpi) -%}
    {%- set vlaggen = {} -%}
    {%- for naam in maten -%}
        {%- set maat = opzet.maten.get(naam, {}) -%}
        {%- do vlaggen.update({naam ~ '_clienten': maat.kolom ~ ' <> 0' if maat.kolom else maat.waar or 'true'}) -%}
    {%- endfor -%}
    {%- for deel, noemer in rest.items() -%}
        {%- set niet = 'not coalesce(' ~ (opzet.maten.get(deel, {}).waar or 'true') ~ ', false)' -%}
        {%- set van = opzet.maten.get(noemer, {}).waar -%}
        {%- do vlaggen.update({deel ~ '_rest_clienten': van ~ ' and ' ~ niet if van else niet}) -%}
    {%- endfor -%}
    {%- set te_tellen = {} -%}
    {%- for naam in vlaggen -%}
        {%- do te_tellen.update({naam: {'statistiek': 'clienten', 'waar': naam}}) -%}
    {%- endfor -%}
with geval as (
    select
        {{ opzet.grain | join(',\n        ') }},
        {%- if opzet.eigen_totaal %}
        {{ opzet.eigen_totaal }},
        {%- endif %}
        client_id
        {%- for naam, waar in vlaggen.items() %},
        {{ waar }} as {{ naam }}
        {%- endfor %}
    from {{ ref('geval_' ~ kpi) }}
),

geteld as (
    {{ tel_gevallen('geval', {
        'grain': opzet.grain,
        'totalen': opzet.totalen,
        'tijd': opzet.tijd,
        'eigen_totaal': opzet.eigen_totaal,
        'maten': te_tellen
    }) }}
)

select
    {{ (opzet.grain + vlaggen.keys() | list) | join(',\n    ') }}
from geteld
{%- endmacro %}
