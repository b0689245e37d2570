"""Overzicht: the figures of every page in brief, and how far they can be trusted."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina
from peilstok.rapport.paginas.kwaliteit import TERMIJN
from peilstok.rapport.paginas.volume import LOPEND_TOTAAL

PLEKKEN_TOTAAL = Bron(
    "plekken_totaal",
    {
        "marts.kpi_plekken_realisatie": (
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "maand",
            "plekken_ytd",
            "unieke_clienten_ytd",
            "voorlopig",
        )
    },
    sql="select wet, gemeente_code, aanbieder_agb, maand, plekken_ytd, unieke_clienten_ytd, voorlopig"
    " from marts.kpi_plekken_realisatie where productcode = 'ALLE'",
)
DOORLOOPTIJD_TOTAAL = Bron(
    "doorlooptijd_totaal",
    {
        "marts.kpi_doorlooptijd": (
            "jaar",
            "wet",
            "gemeente_code",
            "aanbieder_agb",
            "productcode",
            "mediaan_maanden",
            "beeindigd_aantal",
            "voorlopig",
        )
    },
    sql="select jaar, wet, gemeente_code, aanbieder_agb, mediaan_maanden, beeindigd_aantal, voorlopig"
    " from marts.kpi_doorlooptijd where productcode = 'ALLE'",
)

OVERZICHT = Pagina(
    naam="index",
    titel="Overzicht",
    vraag="Hoe staat het ervoor met de jeugdhulp en de Wmo-ondersteuning?",
    blokken=(
        Blok(
            id="volume",
            titel="Volume",
            uitleg="Lopende voorzieningen en cliënten aan het einde van de maand.",
            bron=LOPEND_TOTAAL,
            soort="kerncijfers",
            over="maat",
            maten=(
                Maat("stand", "lopende voorzieningen"),
                Maat("instroom", "instroom in de maand"),
                Maat("uitstroom", "uitstroom in de maand"),
                Maat("clienten_stand", "cliënten in zorg"),
            ),
            link="volume",
            leeg="Voor deze selectie liep geen voorziening.",
        ),
        Blok(
            id="plekken",
            titel="Plekken",
            uitleg="Realisatie over het jaar tot en met de maand.",
            bron=PLEKKEN_TOTAAL,
            soort="kerncijfers",
            over="maat",
            maten=(Maat("plekken_ytd", "plekken", 1), Maat("unieke_clienten_ytd", "unieke cliënten")),
            link="plekken",
            leeg="Voor deze selectie is geen zorg geleverd.",
        ),
        Blok(
            id="doorlooptijd",
            titel="Doorlooptijd",
            uitleg="Van toewijzingen die in het jaar eindigden.",
            bron=DOORLOOPTIJD_TOTAAL,
            soort="kerncijfers",
            over="maat",
            maten=(
                Maat("mediaan_maanden", "mediane doorlooptijd", 1, "maanden"),
                Maat("beeindigd_aantal", "beëindigde toewijzingen"),
            ),
            link="doorlooptijd",
            leeg="Voor deze selectie eindigde geen toewijzing.",
        ),
        Blok(
            id="optijd",
            titel="Op tijd gemeld",
            uitleg="Start en einde van zorg, gemeld binnen 5 werkdagen, in de maand.",
            bron=TERMIJN,
            soort="kerncijfers",
            rij="termijn",
            over="maat",
            namen={"305_5WD": "starts (305)", "307_5WD": "beëindigingen (307)"},
            maten=(Maat("percentage", "op tijd", 1, "%", noemer="totaal"),),
            norm="norm",
            link="kwaliteit",
            leeg="Voor deze selectie is niets gemeld.",
        ),
    ),
    sjabloon="overzicht.html.j2",
)
