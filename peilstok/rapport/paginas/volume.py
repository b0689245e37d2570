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
INSTROOM_VERWIJZER = Bron(
    "instroom_verwijzer",
    "marts.kpi_instroom_verwijzer",
    (
        *SLEUTEL,
        "jaar",
        "zorgterrein",
        "verwijzer",
        "instroom_aantal",
        "clienten_aantal",
        "aandeel_pct",
        *STAND,
    ),
)
UREN = Bron(
    "uren",
    "marts.kpi_volume",
    (
        *SLEUTEL,
        "productcode",
        "maand",
        "toegewezen_uren_per_clientweek",
        "gedeclareerde_uren_per_clientweek",
        "verzilvering_pct",
        "clientdagen_met_uren",
        *STAND,
    ),
)
VENSTER = 24
"""Months of a trend: over the turn of the year, and the same month of last year beside it."""

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
            venster=VENSTER,
            maten=(
                Maat("stand", "Lopende voorzieningen", eenheid="voorzieningen"),
                Maat("aandeel_pct", "Aandeel in alle voorzieningen", 1, "%"),
            ),
            maatkeuze=True,
            totaalnaam="Alle inkoopcategorieën",
            leeg="Voor deze selectie liep geen voorziening. Kies een ander jaar, een andere wet of alle aanbieders.",
        ),
        Blok(
            id="stroom",
            titel="In- en uitstroom van voorzieningen per maand",
            uitleg="Boven de nullijn wat in de maand begon, eronder wat eindigde. Begin + instroom − uitstroom ="
            " einde van de maand.",
            bron=LOPEND_TOTAAL,
            soort="staven",
            venster=VENSTER,
            maten=(
                Maat("stand_begin", "Lopend aan het begin", alleen_tabel=True),
                Maat("instroom", "Instroom"),
                Maat("uitstroom", "Uitstroom", teken=-1),
                Maat("stand", "Lopend aan het einde", alleen_tabel=True),
            ),
            y_titel="voorzieningen",
            leeg="Voor deze selectie begon of eindigde geen voorziening.",
        ),
        Blok(
            id="clienten",
            titel="Cliënten in zorg: instroom, uitstroom en stand per maand",
            uitleg="Unieke cliënten met hulp op de laatste dag van de maand, geteld op start- en stopberichten. Wie"
            " binnen de aansluittermijn verder gaat, stroomt niet uit. Cliënten van aanbieders of gemeenten tellen"
            " niet op.",
            bron=LOPEND_TOTAAL,
            soort="staven",
            venster=VENSTER,
            maten=(
                Maat("clienten_begin", "In zorg aan het begin", alleen_tabel=True),
                Maat("clienten_instroom", "Instroom"),
                Maat("clienten_uitstroom", "Uitstroom", teken=-1),
                Maat("clienten_stand", "In zorg aan het einde", alleen_tabel=True),
            ),
            y_titel="cliënten",
            leeg="Voor deze selectie was niemand in zorg.",
        ),
        Blok(
            id="clienten_lijn",
            titel="Cliënten in zorg, en wie erbij komt en vertrekt",
            uitleg="Dezelfde cijfers als lijn: loopt de lijn van de uitstroom boven die van de instroom, dan daalt het"
            " aantal cliënten in zorg.",
            bron=LOPEND_TOTAAL,
            soort="lijn",
            venster=VENSTER,
            maten=(
                Maat("clienten_stand", "Cliënten in zorg"),
                Maat("clienten_instroom", "Instroom"),
                Maat("clienten_uitstroom", "Uitstroom"),
            ),
            y_titel="cliënten",
            leeg="Voor deze selectie was niemand in zorg.",
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
        Blok(
            id="verwijzer_aandeel",
            titel="Aandeel per verwijzer, dertien maanden",
            uitleg="Welk deel van de cliënten van het jaar via deze verwijzer kwam, met dezelfde maand van vorig jaar"
            " erbij. In januari begint de telling opnieuw, dus de eerste maanden van een jaar schommelen.",
            bron=VERWIJZER,
            soort="lijn",
            rij="verwijzer",
            rijkop="Verwijzer",
            venster=13,
            maten=(Maat("aandeel_pct", "Aandeel in alle cliënten (YTD)", 1, "%"),),
            totaalnaam="Totaal (unieke cliënten)",
            leeg="Voor deze selectie is geen zorg geleverd.",
        ),
        Blok(
            id="instroom_verwijzer",
            titel="Instroom per verwijzer",
            uitleg="Toewijzingen die in het jaar ingingen, naar wie verwees; kies een zorgterrein, bijvoorbeeld EED,"
            " om te zien wie daarheen verwijst. Een verlenging met een nieuwe toewijzing telt ook. Een school staat in"
            " berichten niet als verwijzer. Het lopende jaar is nog niet voorbij: vergelijk aandelen, geen aantallen.",
            bron=INSTROOM_VERWIJZER,
            soort="tabel",
            rij="verwijzer",
            rijkop="Verwijzer",
            over="jaren",
            maten=(
                Maat("instroom_aantal", "Toewijzingen"),
                Maat("aandeel_pct", "Aandeel", 1, "%", noemer="instroom_aantal"),
                Maat("clienten_aantal", "Cliënten"),
            ),
            totaalnaam="Alle verwijzers",
            leeg="Voor deze selectie ging in dit jaar geen toewijzing in.",
        ),
        Blok(
            id="uren",
            titel="Uren per cliënt per week",
            uitleg="Toegewezen uren, en wat daarvan is gedeclareerd, gemiddeld over de dagen van cliënten met bekende"
            " uren. Stuks en euro’s hebben geen uren. Waar per plek wordt betaald en in maanden die nog niet zijn"
            " gedeclareerd, staat er geen gedeclareerd cijfer.",
            bron=UREN,
            soort="lijn",
            rij="productcode",
            rijkop="Product",
            venster=VENSTER,
            maten=(
                Maat("toegewezen_uren_per_clientweek", "Toegewezen uren per week", 1),
                Maat("gedeclareerde_uren_per_clientweek", "Gedeclareerde uren per week", 1),
                # may lie above 100, so no axis of a share
                Maat("verzilvering_pct", "Gedeclareerd van toegewezen, in procent", 1),
                Maat("clientdagen_met_uren", "Dagen van cliënten met bekende uren"),
            ),
            maatkeuze=True,
            totaalnaam="Alle producten",
            leeg="Voor deze selectie zijn van geen toewijzing uren bekend.",
        ),
    ),
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"),
)
