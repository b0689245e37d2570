with geval as (
    select
        declaratie.*,
        coalesce(declaratie.eerste_antwoord_datum, instelling.peildatum) as tot_datum
    from {{ ref('int_declaratie_beantwoord') }} as declaratie
    cross join {{ ref('int_instelling') }} as instelling
),

te_laat as (
    {{ later_dan_termijn('geval', 'ANTWOORD_10WD', 'dagtekening', 'tot_datum') }}
)

select
    {{ bevinding_kop('OP090x4', 'te_laat', heeft_toewijzing=false) }},
    te_laat.declaratienummer as sleutel,
    'Op de declaratie van ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || case
        when te_laat.eerste_antwoord_datum is null then ' is nog geen antwoord: '
        else ' kwam op ' || {{ waarde_in_zin('te_laat.eerste_antwoord_datum') }} || ' antwoord: na '
    end || te_laat.werkdagen_zin as omschrijving,
    te_laat.dagtekening,
    te_laat.eerste_antwoord_datum is not null as is_te_laat,
    te_laat.dagtekening as dekking_datum
from te_laat
