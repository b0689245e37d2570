select
    {{ bevinding_kop('OP359', 'antwoord', heeft_toewijzing=false) }},
    {{ waarde_in_zin('antwoord.positie') }} as sleutel,
    'Het verzoek van ' || {{ waarde_in_zin('antwoord.vot_datum') }} || ' is op '
    || {{ waarde_in_zin('antwoord.dagtekening') }} || ' afgewezen wegens het woonplaatsbeginsel'
    || case
        when antwoord.woonplaats_gemeente_code is null then ' zonder de verantwoordelijke gemeente te noemen'
        else ', later dan 2 weken na het verzoek'
    end as omschrijving,
    antwoord.dagtekening
from {{ ref('int_antwoord_verzoek') }} as antwoord
inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'WOONPLAATS_14D'
where
    antwoord.is_woonplaatsbeginsel
    and antwoord.vot_datum is not null
    and (
        antwoord.woonplaats_gemeente_code is null
        or antwoord.dagtekening > {{ dag_plus('antwoord.vot_datum', 'termijn.norm_dagen') }}
    )
