{#-
  Order and choice by content (contract chapter 4, Masks). Ids, keys and hashes depend on the secret, and so does every value that a
  sender makes up, because a Bsn in it is masked: of two records nothing of that kind decides, or another key would give other figures.
  Where all content is equal only ids are left to choose from, and then it makes no difference.
-#}

{#- Terms of an order by: the highest first, an empty one last. -#}
{% macro hoogste_eerst(kolom) -%}
    case when {{ kolom }} is null then 1 else 0 end asc, {{ kolom }} desc
{%- endmacro %}

{#- Terms of an order by: an open end first, then the latest. -#}
{% macro laatste_einde_eerst(kolom) -%}
    case when {{ kolom }} is null then 0 else 1 end asc, {{ kolom }} desc
{%- endmacro %}

{#-
  What decides between two records of one `soort` (toewijzing, levering: a start or stop) that are equal in key and day. Terms of an
  order by, or with als='kolommen' the columns themselves. What a toewijzing, start or stop shows is among them or in its key.
-#}
{% macro inhoud(soort, als='volgorde') -%}
    {%- set kolommen = {
        'toewijzing': [
            'einddatum', 'ingangsdatum', 'productcategorie', 'productcode', 'volume', 'eenheid', 'frequentie', 'budget_eur',
            'reden_wijziging', 'aanbieder_agb',
        ],
        'levering': ['toewijzing_ingangsdatum', 'aanbieder_agb', 'gemeente_code'],
    }[soort] -%}
    {%- for kolom in kolommen -%}
        {%- if als == 'kolommen' -%}
            {{ kolom }}
        {%- elif kolom == 'einddatum' -%}
            {{ laatste_einde_eerst(kolom) }}
        {%- else -%}
            {{ hoogste_eerst(kolom) }}
        {%- endif -%}
        {{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- Is there more than one client among the rows that are equal in `kolommen`? Then nothing says which one is meant, and none counts. -#}
{% macro verschilt_in_client(kolommen) -%}
    min(coalesce(client_id, '~')) over (partition by {{ kolommen }})
    <> max(coalesce(client_id, '~')) over (partition by {{ kolommen }})
{%- endmacro %}

{#-
  Terms of an order by on a number or text that may be masked, for what should not depend on an id where content has nothing to say: the
  masked ones are all equal and come first, so the key has no say.
-#}
{% macro ongemaskeerd_eerst_laag(kolom) -%}
    case when {{ is_gemaskeerd(kolom) }} then 0 else length({{ kolom }}) end asc,
    {{ ongemaskeerd(kolom) }} asc
{%- endmacro %}

{#- The text itself, empty when something in it is masked: what an order by may see of words that people type. -#}
{% macro ongemaskeerd(kolom) -%}
    case when {{ is_gemaskeerd(kolom) }} then '' else {{ kolom }} end
{%- endmacro %}

{#- Has the parser masked something in this text? -#}
{% macro is_gemaskeerd(kolom) -%}
    ({{ kolom }} like '%bsn-%' or {{ kolom }} like '%tel-%' or {{ kolom }} like '%mail-%')
{%- endmacro %}

{#- These numbers and references in one text, the masked ones left out. -#}
{% macro zonder_maskers(kolommen) -%}
    ''
    {%- for kolom in kolommen %} || ' ' || case when {{ kolom }} is null or {{ is_gemaskeerd(kolom) }} then '' else {{ kolom }} end
    {%- endfor %}
{%- endmacro %}
