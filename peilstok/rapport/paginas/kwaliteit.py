"""Kwaliteit: are messages in time (K002-13 to K002-17) and do they follow the rules (K001-17).

The reports on message quality are linked."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Maat, Pagina

_TERMIJN = (*SLEUTEL, "termijn", "maand", "totaal", "binnen_norm", "percentage", *STAND)
TERMIJN = Bron(
    "termijn",
    "marts.pagina_termijn",
    (*_TERMIJN, "norm"),
    alleen={"termijn": ("305_5WD", "307_5WD")},
    anders=Bron("termijn", "marts.kpi_termijn", _TERMIJN, alleen={"termijn": ("305_5WD", "307_5WD")}),
)

ALLE_TERMIJNEN = {
    "305_5WD": "start gemeld binnen 5 werkdagen (305)",
    "307_5WD": "einde gemeld binnen 5 werkdagen (307)",
    "START_7D": "start gemeld binnen 7 dagen (305)",
    "START_NA_301_7D": "begonnen binnen 7 dagen na de toewijzing",
    "PLAN_10WD": "begonnen binnen 10 werkdagen na het behandelplan",
    "VOT_5WD": "eerste reactie op verzoek om toewijzing binnen 5 werkdagen",
    "VOT_14D": "besluit op verzoek om toewijzing binnen 14 dagen",
    "VOW_5WD": "eerste reactie op verzoek om wijziging binnen 5 werkdagen",
    "RETOUR_3WD": "retour gestuurd binnen 3 werkdagen",
    "RETOUR_3WD_GEMEENTE": "retour gestuurd binnen 3 werkdagen",
}
"""Every figure of kpi_termijn in the words of a reader, in the order of the rows. The blocks have the responsible
parties apart and name the term; the stoplicht names the figure."""


def _termijnen(verantwoordelijke: str) -> Bron:
    return Bron(
        f"termijn_{verantwoordelijke}",
        "marts.pagina_termijn",
        (*_TERMIJN, "buiten_norm"),
        alleen={"verantwoordelijke": (verantwoordelijke,)},
        anders=Bron(
            f"termijn_{verantwoordelijke}",
            "marts.kpi_termijn",
            _TERMIJN,
            alleen={"verantwoordelijke": (verantwoordelijke,)},
        ),
    )


def _termijnblok(verantwoordelijke: str, uitleg: str) -> Blok:
    return Blok(
        id=f"termijnen_{verantwoordelijke}",
        titel=f"Alle termijnen waar de {verantwoordelijke} voor zorgt",
        uitleg=uitleg,
        bron=_termijnen(verantwoordelijke),
        soort="tabel",
        rij="termijn",
        rijkop="Termijn",
        namen=ALLE_TERMIJNEN,
        maten=(
            Maat("percentage", "Binnen de termijn", 1, "%", teller="binnen_norm", noemer="totaal"),
            Maat("binnen_norm", "Aantal binnen de termijn"),
            Maat("buiten_norm", "Aantal buiten de termijn"),
            Maat("totaal", "Aantal beoordeeld"),
        ),
        maatkeuze=True,
        totaal="som",
        totaalkop="Jaar tot nu",
        leeg=f"Voor deze selectie is in dit jaar geen termijn van de {verantwoordelijke} beoordeeld.",
    )


def _binnenbuiten(id_: str, termijn: str, titel: str, uitleg: str) -> Blok:
    """A term as shares within and outside it that stack to 100, the counts in the table."""
    return Blok(
        id=id_,
        titel=titel,
        uitleg=uitleg,
        bron=Bron(
            f"termijn_{id_}", "marts.pagina_termijn", (*_TERMIJN, "buiten_norm", "buiten_pct"), {"termijn": (termijn,)}
        ),
        soort="staven",
        venster=24,
        maten=(
            Maat("percentage", "Binnen de termijn", 1, "%", noemer="totaal"),
            Maat("buiten_pct", "Buiten de termijn", 1, "%"),
            Maat("binnen_norm", "Aantal binnen", alleen_tabel=True),
            Maat("buiten_norm", "Aantal buiten", alleen_tabel=True),
            Maat("totaal", "Beoordeeld", alleen_tabel=True),
        ),
        y_titel="procent",
        leeg="Voor deze selectie is hier niets over te beoordelen.",
    )


GEBRUIK_317 = Bron(
    "gebruik_317",
    "marts.kpi_gebruik_317",
    (*SLEUTEL, "maand", "wijzigingen_aantal", "met_317_aantal", "percentage", "verzoeken_317_aantal", *STAND),
)
BEVINDINGEN = Bron(
    "regel_bevinding",
    "kwaliteit.pagina_bevinding_regel",
    (
        "volgorde",
        "regel",
        *SLEUTEL,
        "jaar",
        "stelling",
        "ernst",
        "eigenaar",
        "beoordeeld_aantal",
        "bevinding_aantal",
        "bevinding_pct",
        "voorlopig",
    ),
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
            venster=24,
            leeg="Voor deze selectie zijn in dit jaar geen starts of beëindigingen gemeld.",
        ),
        _termijnblok(
            "aanbieder",
            "Per maand het deel binnen de termijn; kies bij ‘Toon’ voor de aantallen binnen en buiten. De maand is die"
            " van het beoordeelde bericht.",
        ),
        _termijnblok(
            "gemeente",
            "Hoe snel de gemeente reageert en besluit. Wat nog openstaat en over tijd is, telt als buiten.",
        ),
        _binnenbuiten(
            "vot14",
            "VOT_14D",
            "Besluit op een verzoek om toewijzing binnen 14 dagen",
            "Van de verzoeken van de maand het deel waarover de gemeente binnen 14 dagen besloot, en het deel waarbij"
            " dat niet lukte. Wat nog openstaat en over tijd is, telt als buiten. De tabel noemt de aantallen.",
        ),
        _binnenbuiten(
            "start7",
            "START_7D",
            "Start van zorg gemeld binnen 7 dagen",
            "Van de startberichten van de maand het deel dat binnen 7 dagen na de start kwam, en het deel dat later"
            " kwam. De tabel noemt de aantallen.",
        ),
        Blok(
            id="gebruik317",
            titel="Wijzigingen waar een verzoek om wijziging aan voorafging",
            uitleg="Een wijziging op initiatief van de aanbieder hoort te beginnen met een verzoek om wijziging (317)."
            " De lijn is het deel waar dat zo ging; de tabel noemt ook alle verzoeken van de maand, ook die zijn"
            " afgewezen of nog openstaan.",
            bron=GEBRUIK_317,
            soort="lijn",
            venster=24,
            maten=(
                Maat("percentage", "Met verzoek vooraf", 1, "%", noemer="wijzigingen_aantal"),
                Maat("met_317_aantal", "Wijzigingen met verzoek vooraf", alleen_tabel=True),
                Maat("wijzigingen_aantal", "Wijzigingen op initiatief van de aanbieder", alleen_tabel=True),
                Maat("verzoeken_317_aantal", "Verzoeken om wijziging", alleen_tabel=True),
            ),
            leeg="Voor deze selectie was er geen wijziging op initiatief van de aanbieder en geen verzoek.",
        ),
        Blok(
            id="bevindingen",
            titel="Meeste bevindingen per regel",
            uitleg="De 15 regels met de meeste bevindingen in berichten van het jaar, met hoeveel er zijn nagekeken."
            " Ernaast staat hoeveel daarvan nu nog te herstellen is en door wie; de rapporten onderaan noemen ze.",
            bron=BEVINDINGEN,
            soort="lijst",
            rij="regel",
            rijkop="Regel",
            over="rijen",
            maten=(
                Maat("stelling", "Wat hoort"),
                Maat("ernst", "Ernst"),
                Maat("eigenaar", "Nu te herstellen door"),
                Maat("bevinding_aantal", "Bevindingen"),
                Maat("beoordeeld_aantal", "Nagekeken"),
                Maat("bevinding_pct", "Aandeel", 1, "%", noemer="beoordeeld_aantal"),
            ),
            leeg="Voor deze selectie zijn er in dit jaar geen bevindingen.",
        ),
    ),
    sjabloon="kwaliteit.html.j2",
)
