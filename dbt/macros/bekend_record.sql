{#-
  FROM clause of a staging model of a record class: the raw rows of messages known on K, without clients left out by TEST_BSN.
  Aliases: record (raw row), bericht (header).
-#}
{% macro van_bekend_record(klasse) -%}
from {{ source('raw', klasse) }} as record
inner join {{ ref('stg_bericht') }} as bericht
    on
        record.bericht_id = bericht.bericht_id
        and record.bestand_id = bericht.bestand_id
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
