"""Volume: how much care runs, what came in and went out, and who referred (K001-10, K001-11, K002-06, K002-07,
K002-11)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Maat, Pagina

LOPEND = Bron(
    "lopend",
    "marts.kpi_lopende_voorzieningen",
    (*SLEUTEL, "inkoopcategorie", "maand", "stand", "aandeel_pct", *STAND),
)
LOPEND_TOTAAL = Bron(
    "lopend_totaal",
    "marts.pagina_stroom",
    (
        *SLEUTEL,
        "maand",
        "stand_begin",
        "instroom",
        "uitstroom",
        "stand",
        "clienten_begin",
        "clienten_instroom",
        "clienten_uitstroom",
        "clienten_stand",
        *STAND,
    ),
    anders=Bron(
        "lopend_totaal",
        "marts.kpi_lopende_voorzieningen",
        (*SLEUTEL, "maand", "stand", *STAND),
        alleen={"inkoopcategorie": ("ALLE",)},
    ),
)
VERWIJZER = Bron(
    "verwijzer",
    "marts.kpi_verwijzer",
    (*SLEUTEL, "maand", "verwijzer", "clienten_ytd", "aandeel_pct", *STAND),
)

KERNCIJFERS = (
    Maat("stand", "lopende voorzieningen"),
    Maat("instroom", "instroom in de maand"),
    Maat("uitstroom", "uitstroom in de maand"),
    Maat("clienten_stand", "cliënten in zorg"),
)
"""The volume of a month in brief, for other pages."""

VOLUME = Pagina(
    naam="volume",
    titel="Volume",
    vraag="Hoeveel voorzieningen en cliënten lopen er, wat kwam erbij en ging eraf, en wie verwees?",
    blokken=(
        Blok(
            id="lopend",
            titel="Lopende voorzieningen per inkoopcategorie",
            uitleg="Toewijzingen die op de laatste dag van de maand lopen. Het aandeel is het deel van alle lopende"
            " voorzieningen in dezelfde selectie.",
            bron=LOPEND,
            soort="lijn",
            rij="inkoopcategorie",
            rijkop="Inkoopcategorie",
            maten=(
                Maat("stand", "Lopende voorzieningen", eenheid="voorzieningen"),
                Maat("aandeel_pct", "Aandeel in alle voorzieningen", 1, "%"),
            ),
            maatkeuze=True,
            totaalnaam="Alle inkoopcategorieën",
            leeg="Voor deze selectie liep in dit jaar geen voorziening. Kies een ander jaar, een andere wet of alle"
            " aanbieders.",
        ),
        Blok(
            id="stroom",
            titel="In- en uitstroom van voorzieningen per maand",
            uitleg="Boven de nullijn wat in de maand begon, eronder wat eindigde. Begin + instroom − uitstroom ="
            " einde van de maand.",
            bron=LOPEND_TOTAAL,
            soort="staven",
            maten=(
                Maat("stand_begin", "Lopend aan het begin", alleen_tabel=True),
                Maat("instroom", "Instroom"),
                Maat("uitstroom", "Uitstroom", teken=-1),
                Maat("stand", "Lopend aan het einde", alleen_tabel=True),
            ),
            y_titel="voorzieningen",
            leeg="Voor deze selectie begon of eindigde in dit jaar geen voorziening.",
        ),
        Blok(
            id="clienten",
            titel="Cliënten in zorg: instroom, uitstroom en stand per maand",
            uitleg="Unieke cliënten met hulp op de laatste dag van de maand, geteld op start- en stopberichten. Wie"
            " binnen de aansluittermijn verder gaat, stroomt niet uit. Cliënten van aanbieders of gemeenten tellen"
            " niet op.",
            bron=LOPEND_TOTAAL,
            soort="staven",
            maten=(
                Maat("clienten_begin", "In zorg aan het begin", alleen_tabel=True),
                Maat("clienten_instroom", "Instroom"),
                Maat("clienten_uitstroom", "Uitstroom", teken=-1),
                Maat("clienten_stand", "In zorg aan het einde", alleen_tabel=True),
            ),
            y_titel="cliënten",
            leeg="Voor deze selectie was in dit jaar niemand in zorg.",
        ),
        Blok(
            id="verwijzer",
            titel="Cliënten per verwijzer, jaar tot en met de maand",
            uitleg="Unieke cliënten met zorg sinds 1 januari, naar wie verwees volgens het verzoek om toewijzing."
            " Wie via twee verwijzers kwam telt bij beide, en één keer in het totaal: de rijen tellen dus niet op,"
            " en de aandelen kunnen samen boven de 100% komen. Zonder verzoek in het berichtenverkeer is de"
            " verwijzer onbekend.",
            bron=VERWIJZER,
            soort="tabel",
            rij="verwijzer",
            rijkop="Verwijzer",
            maten=(
                Maat("clienten_ytd", "Cliënten (YTD)"),
                Maat("aandeel_pct", "Aandeel in alle cliënten (YTD)", 1, "%"),
            ),
            maatkeuze=True,
            totaalnaam="Totaal (unieke cliënten)",
            totaal="laatste",
            leeg="Voor deze selectie is in dit jaar geen zorg geleverd.",
        ),
    ),
)
