{#-
  Counting fold (velden.md 3.2): per key and day n := clamp(n + ones - threes, 0, 1); active when n = 1 at the end. With n in {0, 1} a
  day with a positive balance always leaves 1, with a negative balance 0, and a zero balance leaves n as it was. So the last day with
  a balance other than zero decides, and neither arrival nor order within a day matters.

  relatie: staging model with bericht_id, positie, dagtekening, identificatie, status_aanlevering and the key; `sleutel` is the key's name.
  Gives one row per active key: the columns of its latest delivery with status 1 (of one day content decides, see `inhoud`), and
  eerste_dagtekening of the first one (K002-13: the first delivery counts for punctuality, the latest for content).
-#}
{% macro tel_vouw(relatie, sleutel) -%}
with bekend as (
    select
        record.*,
        status.telling
    from {{ relatie }} as record
    inner join {{ ref('int_bericht') }} as bericht on record.bericht_id = bericht.bericht_id
    inner join {{ ref('status_aanlevering') }} as status on record.status_aanlevering = status.code
    where bericht.is_geaccepteerd and status.telling <> 0
),

met_client as (
    select
        bekend.*,
        {{ verschilt_in_client(sleutel ~ ', dagtekening, telling, ' ~ inhoud('levering', als='kolommen')) }} as is_tegenstrijdig
    from bekend
),

-- of what differs in the client only none counts; it is withdrawn all the same
aanlevering as (
    select *
    from met_client
    where telling < 0 or not is_tegenstrijdig
),

dag as (
    select
        {{ sleutel }},
        dagtekening,
        sum(telling) as saldo
    from aanlevering
    group by {{ sleutel }}, dagtekening
    having sum(telling) <> 0
),

beslissende_dag as (
    select
        {{ sleutel }},
        saldo,
        row_number() over (partition by {{ sleutel }} order by dagtekening desc) as rang
    from dag
),

actief as (
    select aanlevering.*
    from aanlevering
    inner join beslissende_dag
        on
            aanlevering.{{ sleutel }} = beslissende_dag.{{ sleutel }}
            and beslissende_dag.rang = 1
            and beslissende_dag.saldo > 0
    where aanlevering.telling > 0
),

actieve_aanlevering as (
    select
        actief.*,
        min(dagtekening) over (partition by {{ sleutel }}) as eerste_dagtekening,
        row_number() over (
            partition by {{ sleutel }}
            order by
                dagtekening desc,
                {{ inhoud('levering') }},
                {{ ongemaskeerd_eerst_laag('identificatie') }},
                positie asc,
                bericht_id asc
        ) as rang
    from actief
)
{%- endmacro %}
