with geval as (
    select
        verzoek.*,
        coalesce(verzoek.eerste_reactie_datum, instelling.peildatum) as tot_datum
    from {{ ref('int_verzoek') }} as verzoek
    cross join {{ ref('int_instelling') }} as instelling
    where verzoek.soort = 'VOW'
),

te_laat as (
    {{ later_dan_termijn('geval', 'VOW_5WD', 'dagtekening', 'tot_datum') }}
),

beoordeeld as (
    select
        geval.*,
        te_laat.werkdagen_zin,
        geval.in_onderzoek_datum is not null
        and coalesce(geval.besluit_datum, instelling.peildatum)
        > {{ dag_plus('geval.dagtekening', 'termijn.norm_dagen') }} as is_te_lang_in_onderzoek
    from geval
    inner join {{ ref('termijn') }} as termijn on termijn.termijn = 'VOW_8W'
    cross join {{ ref('int_instelling') }} as instelling
    left join te_laat
        on
            geval.bericht_id = te_laat.bericht_id
            and geval.positie = te_laat.positie
)

select
    {{ bevinding_kop('OP346', 'beoordeeld', heeft_toewijzing=false) }},
    {{ waarde_in_zin('beoordeeld.positie') }} as sleutel,
    'Het verzoek om wijziging van ' || {{ waarde_in_zin('beoordeeld.dagtekening') }}
    || case
        when beoordeeld.is_te_lang_in_onderzoek then ' is na 8 weken in onderzoek niet of te laat besloten'
        when beoordeeld.eerste_reactie_datum is null then ' heeft nog geen reactie: ' || beoordeeld.werkdagen_zin
        else
            ' kreeg pas op ' || {{ waarde_in_zin('beoordeeld.eerste_reactie_datum') }} || ' een reactie: na '
            || beoordeeld.werkdagen_zin
    end as omschrijving,
    beoordeeld.dagtekening,
    case
        when beoordeeld.is_te_lang_in_onderzoek then beoordeeld.besluit_datum is not null
        else beoordeeld.eerste_reactie_datum is not null
    end as is_te_laat,
    beoordeeld.dagtekening as dekking_datum
from beoordeeld
where
    beoordeeld.werkdagen_zin is not null
    or beoordeeld.is_te_lang_in_onderzoek
