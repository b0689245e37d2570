-- up to the last declared month what was spent is what came in; after it there is no figure, no difference and no forecast,
-- and an estimate lies within its interval
select
    wet,
    zorgterrein,
    gemeente_code,
    maand
from {{ ref('kpi_uitgaven') }}
where
    is_gedeclareerd <> coalesce(maand <= gedeclareerd_tot, false)
    or is_gedeclareerd <> (realisatie_ytd_eur is not null)
    or realisatie_ytd_eur <> ontvangen_ytd_eur
    or (
        not is_gedeclareerd
        and coalesce(verschil_prognose_eur, verschil_vorig_jaar_eur, jaareinde_lineair_eur, jaareinde_seizoen_eur)
        is not null
    )
    or (is_gedeclareerd and coalesce(verwacht_maand_eur, verwacht_ytd_eur, laag_ytd_eur, hoog_ytd_eur) is not null)
    or laag_maand_eur > verwacht_maand_eur
    or verwacht_maand_eur > hoog_maand_eur
    or laag_ytd_eur > verwacht_ytd_eur
    or verwacht_ytd_eur > hoog_ytd_eur
