select
    {{ bevinding_kop('TR377/TR409', 'antwoord', heeft_toewijzing=false) }},
    {{ waarde_in_zin('antwoord.positie') }} as sleutel,
    case
        when antwoord.is_woonplaatsbeginsel
            then 'Afwijzing wegens het woonplaatsbeginsel zonder de verantwoordelijke gemeente'
        else
            'Verantwoordelijke gemeente ' || {{ waarde_in_zin('antwoord.woonplaats_gemeente_code') }}
            || ' genoemd zonder afwijzing wegens het woonplaatsbeginsel'
    end as omschrijving,
    antwoord.dagtekening
from {{ ref('int_antwoord_verzoek') }} as antwoord
where antwoord.is_woonplaatsbeginsel <> (antwoord.woonplaats_gemeente_code is not null)
