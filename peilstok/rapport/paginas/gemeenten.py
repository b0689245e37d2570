"""Gemeenten: beside each other per 1,000 inhabitants and against what was to be expected (K004-09, K004-13), and the
pilot with places against PxQ (K002-26)."""

from __future__ import annotations

from peilstok.rapport.blok import STAND, Balken, Blok, Bron, Maat, Pagina

GEMEENTE = Bron(
    "gemeente",
    "marts.pagina_gemeente",
    (
        "wet",
        "gemeente_code",
        "jaar",
        "inwoners_aantal",
        "clienten_aantal",
        "clienten_per_1000",
        "voorzieningen_aantal",
        "voorzieningen_per_1000",
        "kosten_eur",
        "maanden_aantal",
        "kosten_per_inwoner_eur",
        "clienten_index",
        "index_laag",
        "index_hoog",
        "verwacht_index",
        "kosten_index",
        "kosten_index_laag",
        "kosten_index_hoog",
        "lezing",
        *STAND,
    ),
)
PILOT = Bron(
    "pilot",
    "kwaliteit.pagina_pilot",
    ("wet", "volgorde", "jaar", "doel", "maat", "plekken", "plekken_aantal", "pxq", "pxq_aantal", *STAND),
)

GEMEENTEN = Pagina(
    naam="gemeenten",
    titel="Gemeenten",
    vraag="Hoe verschillen gemeenten, rekening houdend met hoeveel en welke mensen er wonen?",
    blokken=(
        Blok(
            id="per1000",
            titel="Per 1.000 inwoners",
            uitleg="Cliënten met zorg sinds 1 januari, voorzieningen die in de laatste maand lopen, en uitgaven tot en"
            " met de laatste gedeclareerde maand. Gemeenten met meer ouderen of kinderen hebben vanzelf meer: dat"
            " staat hieronder. Vergelijk uitgaven alleen bij evenveel maanden.",
            bron=GEMEENTE,
            soort="tabel",
            rij="gemeente_code",
            rijkop="Gemeente",
            over="maat",
            maten=(
                Maat("clienten_per_1000", "Cliënten per 1.000", 1, noemer="clienten_aantal"),
                Maat("clienten_aantal", "Cliënten"),
                Maat("voorzieningen_per_1000", "Voorzieningen per 1.000", 1),
                Maat("voorzieningen_aantal", "Voorzieningen"),
                Maat("kosten_per_inwoner_eur", "Uitgaven per inwoner", 2, "€"),
                Maat("kosten_eur", "Uitgaven", 0, "€"),
                Maat("maanden_aantal", "Gedeclareerde maanden"),
                Maat("inwoners_aantal", "Inwoners"),
            ),
            totaalnaam="Alle gemeenten",
            leeg="Voor deze wet en dit jaar was niemand in zorg.",
        ),
        Blok(
            id="verwacht",
            titel="Cliënten tegen wat op leeftijd en geslacht te verwachten was",
            uitleg="100 is wat de inwoners van de gemeente zouden gebruiken als iedereen van dezelfde leeftijd en"
            " hetzelfde geslacht dat deed zoals in alle gemeenten samen. De balk is de marge van 95%: raakt hij de"
            " zwarte streep bij 100, dan kan het verschil toeval zijn. Geteld wordt waar cliënten wonen. Het model"
            " kent alleen leeftijd en geslacht; armoede en huishouden verklaren ook verschil. Een index is geen"
            " oordeel.",
            bron=GEMEENTE,
            soort="balken",
            rij="gemeente_code",
            rijkop="Gemeente",
            over="maat",
            maten=(
                Maat("clienten_index", "Cliënten (100 = verwacht)", 0),
                Maat("index_laag", "Marge van", 0),
                Maat("index_hoog", "Marge tot", 0),
                Maat("verwacht_index", "Verwacht", 0),
                Maat("lezing", "Wat dat zegt"),
                Maat("kosten_index", "Kosten (100 = verwacht)", 0),
                Maat("kosten_index_laag", "Marge kosten van", 0),
                Maat("kosten_index_hoog", "Marge kosten tot", 0),
            ),
            balken=Balken("index_hoog", "verwacht_index", van="index_laag", tekst="clienten_index"),
            y_titel="100 = verwacht",
            totaalnaam="Alle gemeenten",
            leeg="Voor deze wet en dit jaar was niemand in zorg.",
        ),
        Blok(
            id="pilot",
            titel="Plekken tegen PxQ: de zes doelen van de pilot",
            uitleg="Gemeenten die een deel van de zorg per plek betalen, naast gemeenten die alles per declaratie"
            " betalen (PxQ). Termijnen, bevindingen, wachttijd en terugkeer zijn van alle zorg van die gemeenten;"
            " uitgaven en looptijd zijn van de zorg onder die betaalwijze zelf. Een verschil komt niet vanzelf door de"
            " betaalwijze: gemeenten verschillen ook in andere dingen. Een streepje: zo’n gemeente is er in dit jaar"
            " niet. Kleine aantallen schommelen. Wat cliënten en aanbieders ervan vinden, zeggen berichten niet.",
            bron=PILOT,
            soort="lijst",
            rij="doel",
            rijkop="Doel",
            over="rijen",
            maten=(
                Maat("maat", "Gemeten aan"),
                Maat("plekken", "Plekken", 1),
                Maat("plekken_aantal", "Aantal gevallen"),
                Maat("pxq", "PxQ", 1),
                Maat("pxq_aantal", "Aantal gevallen"),
            ),
            leeg="Voor deze wet en dit jaar is geen betaalwijze bekend.",
        ),
    ),
    filters=("wet", "jaar"),
)
