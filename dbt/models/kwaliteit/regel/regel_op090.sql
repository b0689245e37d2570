-- a rejected message is judged as well: its retour came late, whatever it said
with geval as (
    select
        bericht.*,
        coalesce(bericht.eerste_dagtekening_retour, instelling.peildatum) as tot_datum
    from {{ ref('int_bericht') }} as bericht
    cross join {{ ref('int_instelling') }} as instelling
    where bericht.retour_status <> 'nvt'
),

te_laat as (
    {{ later_dan_termijn('geval', 'RETOUR_3WD', 'dagtekening', 'tot_datum') }}
)

select
    {{ bevinding_kop('OP090', 'te_laat', heeft_toewijzing=false) }},
    te_laat.berichttype as sleutel,
    'Op het ' || te_laat.berichttype || ' van ' || {{ waarde_in_zin('te_laat.dagtekening') }}
    || case
        when te_laat.eerste_dagtekening_retour is null then ' is nog geen retour ontvangen: '
        else ' kwam op ' || {{ waarde_in_zin('te_laat.eerste_dagtekening_retour') }} || ' een retour: na '
    end || te_laat.werkdagen_zin as omschrijving,
    te_laat.dagtekening,
    te_laat.eerste_dagtekening_retour is not null as is_te_laat,
    te_laat.dagtekening as dekking_datum
from te_laat
