{{ config(severity='warn') }}

-- TR323: what is taken back was asked before, so the net costs of a prestatie are not below zero; a finding when the messages say so
with regel as (
    select
        wet,
        aanbieder_agb_nu,
        coalesce(vorig_referentienummer, referentienummer) as referentienummer,
        bedrag_eur
    from {{ ref('fct_prestatie') }}
    where status <> 'afgewezen'
)

select
    wet,
    aanbieder_agb_nu,
    referentienummer,
    sum(bedrag_eur) as netto_eur
from regel
group by wet, aanbieder_agb_nu, referentienummer
having sum(bedrag_eur) < 0
