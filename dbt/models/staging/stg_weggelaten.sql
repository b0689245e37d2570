-- messages of which somebody who was forgotten is left out; some were loaded before that, and some after
select distinct
    bericht.bericht_id,
    bericht.wet,
    bericht.gemeente_code_nu,
    bericht.aanbieder_agb_nu,
    bericht.dagtekening,
    bericht.berichttype in ('315', '317') as is_verzoek
from {{ source('raw', 'weggelaten') }} as weggelaten
inner join {{ ref('stg_bericht') }} as bericht on weggelaten.bericht_id = bericht.bericht_id
