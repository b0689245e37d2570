-- credit is negative, debet is not; and an outcome needs an answer
select prestatie.prestatie_id
from {{ ref('fct_prestatie') }} as prestatie
inner join {{ ref('debet_credit') }} as debet_credit on prestatie.debet_credit = debet_credit.code
where
    prestatie.bedrag_eur * debet_credit.teken < 0
    or (prestatie.status = 'open') <> (prestatie.eerste_antwoord_datum is null)
