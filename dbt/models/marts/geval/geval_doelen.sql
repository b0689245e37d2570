-- a valid measurement that says what became of the goals (K003-03)
select
    {{ uitkomst_kolommen('meting') }},
    meting.kwartaal,
    meting.respondent,
    meting.meetdatum,
    doel.klasse = 'behaald' as is_behaald,
    doel.klasse = 'deels' as is_deels,
    doel.klasse = 'gelijk' as is_gelijk,
    doel.klasse = 'ongunstiger' as is_ongunstiger
from {{ ref('int_uitkomstmeting') }} as meting
inner join {{ ref('doelrealisatie') }} as doel on meting.doelrealisatie = doel.code
