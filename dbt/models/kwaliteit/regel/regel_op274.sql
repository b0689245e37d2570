with geval as (
    select
        verzoek.*,
        coalesce(verzoek.eerste_reactie_datum, instelling.peildatum) as tot_datum
    from {{ ref('int_verzoek') }} as verzoek
    cross join {{ ref('int_instelling') }} as instelling
    where verzoek.soort = 'VOT'
),

te_laat as (
    {{ later_dan_termijn('geval', 'VOT_5WD', 'dagtekening', 'tot_datum') }}
)

select
    {{ bevinding_kop('OP274', 'te_laat', heeft_toewijzing=false) }},
    {{ waarde_in_zin('te_laat.positie') }} as sleutel,
    'Op het verzoek om toewijzing van ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || case
        when te_laat.eerste_reactie_datum is null then ' is nog niet gereageerd: ' || te_laat.werkdagen_zin
        else
            ' is pas op ' || {{ waarde_in_zin('te_laat.eerste_reactie_datum') }}
            || ' gereageerd: na ' || te_laat.werkdagen_zin
    end as omschrijving,
    te_laat.dagtekening,
    te_laat.eerste_reactie_datum is not null as is_te_laat,
    te_laat.dagtekening as dekking_datum
from te_laat
