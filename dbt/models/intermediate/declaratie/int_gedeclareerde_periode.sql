{{ config(materialized='view') }}

-- the code in the messages of one key differs only over a merger or takeover
select
    wet,
    max(gemeente_code) as gemeente_code,
    max(aanbieder_agb) as aanbieder_agb,
    aanbieder_agb_nu,
    toewijzing_sleutel,
    max(toewijzingnummer) as toewijzingnummer,
    productcategorie,
    productcode,
    periode_begindatum,
    count(*) as prestaties_aantal,
    max(dagtekening) as dagtekening
from {{ ref('int_geldige_prestatie') }}
group by wet, aanbieder_agb_nu, toewijzing_sleutel, productcategorie, productcode, periode_begindatum
