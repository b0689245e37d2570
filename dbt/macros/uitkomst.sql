{#- What cases of outcomes share: the record they are about, the choices of K003-06, and the general dimensions (contract, "Cases"). -#}
{% macro uitkomst_kolommen(bron='uitkomst') -%}
    {%- for kolom in [
        'wet', 'gemeente_code', 'aanbieder_agb', 'hulpvorm', 'client_id', 'datum_aanvang', 'datum_einde', 'volgnr_onbekend',
        'geboortemaand', 'pc4', 'reden_beeindiging', 'verwijzer', 'is_crisis', 'productcategorie', 'profiel', 'perspectief',
        'zorgvraagzwaarte', 'complexiteit', 'inkoopcategorie', 'zorgterrein', 'perceel', 'productcode', 'leeftijdsklasse', 'geslacht',
        'wijk_code'
    ] %}
    {{ bron }}.{{ kolom }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- First day of the quarter that holds `datum`, and its last: 62 days after the first is always in its third month. -#}
{% macro kwartaal_van(datum) -%}
    {{ begin_van('quarter', datum) }}
{%- endmacro %}

{% macro laatste_dag_van_kwartaal(datum) -%}
    {{ laatste_dag_van_maand(dag_plus(kwartaal_van(datum), 62)) }}
{%- endmacro %}

{#-
  The rounds of int_aanlevering after its first: what is replaced by a delivery that stood in the round before, and which stand then.
  Reads the CTEs goed, gelijk, vervanging and staand_0; the last is staand_<rondes - 1>.
-#}
{% macro staande_aanleveringen(rondes) -%}
    {%- for ronde in range(1, rondes) %}
vervangen_{{ ronde }} as (
    select distinct vervanging.aanlevering_id
    from vervanging
    inner join staand_{{ ronde - 1 }} as staand on vervanging.later_id = staand.aanlevering_id
),

staand_{{ ronde }} as (
    select aanlevering_id
    from goed
    where
        aanlevering_id not in (
            select gelijk.aanlevering_id
            from gelijk
            where gelijk.ander_id not in (select vervangen.aanlevering_id from vervangen_{{ ronde }} as vervangen)
        )
),

    {% endfor -%}
{%- endmacro %}
