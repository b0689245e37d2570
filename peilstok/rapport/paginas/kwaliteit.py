"""Kwaliteit: are messages in time (K002-13, K002-15); the reports on message quality are linked."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina

TERMIJN = Bron(
    "termijn",
    {
        "marts.kpi_termijn": (
            "termijn",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "maand",
            "totaal",
            "binnen_norm",
            "percentage",
            "voorlopig",
        ),
        "kwaliteit.controle": ("naam", "norm_pct"),
    },
    sql="select t.termijn, t.wet, t.gemeente_code, t.aanbieder_agb, t.maand, t.totaal, t.binnen_norm, t.percentage,"
    " t.voorlopig, n.norm from marts.kpi_termijn as t left join"
    " (select naam, max(norm_pct) as norm from kwaliteit.controle where norm_pct is not null group by naam) as n"
    " on n.naam = 'norm_' || t.termijn || '_' || t.wet where t.termijn in ('305_5WD', '307_5WD') and t.totaal > 0",
)

KWALITEIT = Pagina(
    naam="kwaliteit",
    titel="Kwaliteit",
    vraag="Melden aanbieders en gemeenten op tijd, en kloppen de berichten?",
    blokken=(
        Blok(
            id="optijd",
            titel="Op tijd gemeld: start en einde van zorg binnen 5 werkdagen",
            uitleg="Deel van de startberichten (305) en stopberichten (307) dat de aanbieder binnen 5 werkdagen"
            " stuurde, naar de maand van het bericht. Een start telt vanaf de toewijzing als die later kwam dan de"
            " start.",
            bron=TERMIJN,
            soort="lijn",
            rij="termijn",
            rijkop="Bericht",
            namen={"305_5WD": "start (305)", "307_5WD": "einde (307)"},
            maten=(
                Maat("percentage", "Op tijd gemeld", 1, "%", teller="binnen_norm", noemer="totaal"),
                Maat("binnen_norm", "Aantal op tijd"),
                Maat("totaal", "Aantal gemeld"),
            ),
            maatkeuze=True,
            totaal="som",
            totaalkop="Jaar tot nu",
            norm="norm",
            leeg="Voor deze selectie zijn in dit jaar geen starts of beëindigingen gemeld.",
        ),
    ),
    sjabloon="kwaliteit.html.j2",
)
