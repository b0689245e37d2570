-- a valid measurement with an answer to whether one can do without help, on the scale it was asked on (K003-02)
select
    {{ uitkomst_kolommen('meting') }},
    meting.kwartaal,
    meting.respondent,
    meting.zonder_hulp_schaal as schaal,
    meting.meetdatum,
    antwoord.antwoord_nr = 1 as is_antwoord_1,
    antwoord.antwoord_nr = 2 as is_antwoord_2,
    antwoord.antwoord_nr = 3 as is_antwoord_3,
    antwoord.antwoord_nr = 4 as is_antwoord_4,
    antwoord.is_mee_eens
from {{ ref('int_uitkomstmeting') }} as meting
inner join {{ ref('zonder_hulp') }} as antwoord
    on
        meting.zonder_hulp_schaal = antwoord.schaal
        and meting.zonder_hulp = antwoord.code
