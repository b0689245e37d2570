{#-
  FROM clause of a staging model of a record class: the raw rows of messages known on K, without clients left out by TEST_BSN.
  Aliases: record (raw row), bericht (header). With `op_toewijzing` also herkomst: the code under which the record's toewijzing was given,
  where that differs from the code in the message (toewijzing_gemeente).
-#}
{% macro van_bekend_record(klasse, op_toewijzing=false) -%}
from {{ source('raw', klasse) }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
{%- if op_toewijzing %}
left join {{ ref('stg_toewijzing_herkomst') }} as herkomst
    on
        bericht.wet = herkomst.wet
        and bericht.gemeente_code_nu = herkomst.gemeente_code_nu
        and bericht.opvolgingen_aantal < herkomst.opvolgingen_aantal
        and record.toewijzingnummer = herkomst.toewijzingnummer
        and coalesce(record.client_id, '~') = herkomst.persoon
{%- endif %}
where
    not exists (
        select 1
        from {{ ref('stg_client') }} as client
        where
            client.bericht_id = record.bericht_id
            and client.client_id = record.client_id
            and client.is_uitgesloten
    )
{%- endmacro %}

{#- Code of the gemeente under which the toewijzing was given; needs van_bekend_record with op_toewijzing. -#}
{% macro toewijzing_gemeente() -%}
coalesce(herkomst.gemeente_code, bericht.gemeente_code)
{%- endmacro %}
