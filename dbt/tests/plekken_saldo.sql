-- every row adds up, and an unknown amount is empty (K002-18)
select *
from {{ ref('kpi_plekken_realisatie') }}
where
    saldo_ytd_eur <> realisatie_ytd_eur - voorschot_ytd_eur
    or (saldo_ytd_eur is null) <> (realisatie_ytd_eur is null or voorschot_ytd_eur is null)
    or (realisatie_ytd_eur is null and zorgdagen_zonder_prijs_ytd = 0)
    or zorgdagen_zonder_prijs_ytd < 0
