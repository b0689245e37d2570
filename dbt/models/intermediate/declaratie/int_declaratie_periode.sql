{{ config(materialized='view') }}

select
    wet,
    gemeente_code,
    aanbieder_agb,
    bericht_id,
    cast(null as {{ tekst_type() }}) as toewijzingnummer,
    'declaratie' as onderdeel,
    true as is_declaratieperiode,
    periode_begindatum as begindatum,
    periode_einddatum as einddatum,
    dagtekening
from {{ ref('int_geldige_declaratie') }}
union all
select
    wet,
    gemeente_code,
    aanbieder_agb,
    bericht_id,
    toewijzingnummer,
    'prestatie ' || cast(positie as {{ tekst_type() }}) as onderdeel,
    false as is_declaratieperiode,
    periode_begindatum as begindatum,
    periode_einddatum as einddatum,
    dagtekening
from {{ ref('int_geldige_prestatie') }}
