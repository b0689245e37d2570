select
    moment,
    soort,
    wet,
    zorgterrein,
    gemeente_code,
    maand,
    gedeclareerd_tot,
    realisatie_ytd_eur,
    prognose_ytd_eur
from {{ ref('stg_bevroren_uitgaven') }}
