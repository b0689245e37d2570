{#- One row of a reference table named for people: 'wet=Jw, productcode=45V01'; an empty cell shows as empty. -#}
{% macro leesbare_sleutel(kolommen) -%}
    {%- set delen = [] -%}
    {%- for kolom in kolommen -%}
        {%- set naam = kolom.split('.')[-1] -%}
        {%- do delen.append("'" ~ naam ~ "=' || coalesce(cast(" ~ kolom ~ " as " ~ tekst_type() ~ "), '')") -%}
    {%- endfor -%}
    {{ delen | join(" || ', ' || ") }}
{%- endmacro %}

{#-
  The rows of reference tables in one shape. Of a table: `tabel`, the columns that name a row (`sleutel`), those that say something
  (`inhoud`), and where it has them `onmogelijk` (conditions no row may meet), `heeft_geldigheid` and `heeft_toewijzing`.
-#}
{% macro referentie_rijen(tabellen) -%}
    {%- set teksten = [
        'wet', 'gemeente_code', 'aanbieder_agb', 'productcode', 'zorgterrein', 'perceel', 'segment', 'kpi', 'norm', 'methode'
    ] -%}
    {%- for rij in tabellen %}
    {%- set aanwezig = rij.sleutel + rij.inhoud
        + (['geldig_van', 'geldig_tot'] if rij.heeft_geldigheid else [])
        + (['toewijzingnummer'] if rij.heeft_toewijzing else []) %}
    {{ 'union all ' if not loop.first }}select
        '{{ rij.tabel }}' as tabel,
        {{ leesbare_sleutel(rij.sleutel) }} as sleutel,
        {{ sleutel(rij.inhoud) }} as inhoud,
        {%- for kolom in teksten + ['toewijzingnummer'] %}
        {{ kolom if kolom in aanwezig else 'cast(null as ' ~ tekst_type() ~ ')' }} as {{ kolom }},
        {%- endfor %}
        {%- for kolom in ['geldig_van', 'geldig_tot', 'behandelplan_datum', 'feitelijke_start_datum'] %}
        {{ kolom if kolom in aanwezig else 'cast(null as date)' }} as {{ kolom }},
        {%- endfor %}
        {{ 'true' if rij.heeft_geldigheid else 'false' }} as heeft_geldigheid,
        coalesce({{ rij.onmogelijk | join(' or ') if rij.onmogelijk else 'false' }}, false) as is_onmogelijk_getal
    from {{ source('raw', 'ref_' ~ rij.tabel) }}
    {%- endfor %}
{%- endmacro %}
