with openstaand as (
    select
        nieuw.bericht_id,
        nieuw.positie,
        min(eerder.dagtekening) as eerder_datum
    from {{ ref('int_verzoek') }} as nieuw
    inner join {{ ref('int_verzoek') }} as eerder
        on
            nieuw.wet = eerder.wet
            and nieuw.gemeente_code_nu = eerder.gemeente_code_nu
            and nieuw.aanbieder_agb_nu = eerder.aanbieder_agb_nu
            and nieuw.client_id = eerder.client_id
            and nieuw.dagtekening > eerder.dagtekening
    where coalesce(eerder.besluit_datum > nieuw.dagtekening, true)
    group by nieuw.bericht_id, nieuw.positie
)

select
    {{ bevinding_kop('TR374/OP350', 'verzoek', heeft_toewijzing=false) }},
    {{ waarde_in_zin('verzoek.positie') }} as sleutel,
    'Op ' || {{ waarde_in_zin('verzoek.dagtekening') }} || ' stond het verzoek van '
    || {{ waarde_in_zin('openstaand.eerder_datum') }} || ' voor deze cliënt nog open' as omschrijving,
    verzoek.dagtekening,
    openstaand.eerder_datum as dekking_datum
from {{ ref('int_verzoek') }} as verzoek
inner join openstaand
    on
        verzoek.bericht_id = openstaand.bericht_id
        and verzoek.positie = openstaand.positie
