"""Kosten: what was spent against budget and last year, why it differs from the target, and how much of the ceilings is
used (K001-13, K001-14, K001-15, K002-26)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Balken, Blok, Bron, Maat, Pagina

UITGAVEN = Bron(
    "uitgaven",
    "marts.pagina_uitgaven",
    (
        "wet",
        "zorgterrein",
        "gemeente_code",
        "maand",
        "realisatie_ytd_eur",
        "verschil_prognose_eur",
        "verschil_vorig_jaar_eur",
        "jaareinde_lineair_eur",
        "jaareinde_seizoen_eur",
        "gedeclareerd_aantal",
        *STAND,
    ),
    anders=Bron(
        "uitgaven",
        "marts.kpi_uitgaven",
        ("wet", "zorgterrein", "gemeente_code", "maand", "realisatie_ytd_eur", "verschil_prognose_eur", *STAND),
        alleen={"is_gedeclareerd": (True,)},
    ),
)
LATER = Bron(
    "uitgaven_later",
    "marts.pagina_uitgaven_later",
    (
        "wet",
        "zorgterrein",
        "gemeente_code",
        "jaar",
        "volgorde",
        "regel",
        "ontvangen_eur",
        "verwacht_eur",
        "laag_eur",
        "hoog_eur",
        *STAND,
    ),
)
UITGAVEN_JAAR = Bron(
    "uitgaven_jaar",
    "marts.pagina_uitgaven_jaar",
    (
        "wet",
        "zorgterrein",
        "gemeente_code",
        "maand",
        "realisatie_ytd_eur",
        "verwacht_ytd_eur",
        "prognose_ytd_eur",
        "verschil_prognose_eur",
        "vorig_jaar_ytd_eur",
        "verschil_vorig_jaar_eur",
        *STAND,
    ),
    vooruit=True,
    anders=Bron(
        "uitgaven_jaar",
        "marts.kpi_uitgaven",
        (
            "wet",
            "zorgterrein",
            "gemeente_code",
            "maand",
            "realisatie_ytd_eur",
            "prognose_ytd_eur",
            "verschil_prognose_eur",
            *STAND,
        ),
        alleen={"is_gedeclareerd": (True,)},
    ),
)
PXQ = Bron(
    "pxq",
    "marts.kpi_kosten_per_client",
    (
        "jaar",
        "wet",
        "productcode",
        "p_target",
        "q_target",
        "p_real",
        "q_real",
        "kosten_target_eur",
        "kosten_real_eur",
        "hoeveelheidsverschil_eur",
        "prijsverschil_eur",
        "mixeffect_eur",
        "maanden_aantal",
        *STAND,
    ),
    # What is paid by place has no costs per client; it is named in a block of its own.
    alleen={"is_per_plek": (False,)},
)
PER_PLEK = Bron(
    "per_plek",
    "marts.pagina_betaald_per_plek",
    ("jaar", "wet", "productcode", "betaalvorm", "kosten_real_eur", *STAND),
)
PLAFOND = Bron(
    "plafond",
    "marts.pagina_budgetplafond",
    (
        "jaar",
        *SLEUTEL,
        "zorgterrein",
        "aanbieder_agb|zorgterrein|gemeente_code",
        "budgetplafond_eur",
        "gedeclareerd_aantal",
        "realisatie_ytd_eur",
        "uitputting_pct",
        "ontvangen_later_eur",
        "verwacht_later_eur",
        "verplicht_eur",
        "jaareinde_eur",
        "jaareinde_pct",
        "plafond_pct",
        *STAND,
    ),
    los=True,
)
BETAALVORM = Bron(
    "betaalvorm",
    "marts.pagina_betaalvorm",
    (
        "jaar",
        "wet",
        "gemeente_code",
        "methode|segment|gemeente_code",
        "gedeclareerd_aantal",
        "clienten_aantal",
        "kosten_eur",
        "kosten_per_client_eur",
        "uitgestroomd_aantal",
        "gem_looptijd_dagen",
        *STAND,
    ),
    los=True,
)
BEVROREN = Bron(
    "bevroren_uitgaven",
    "marts.pagina_bevroren",
    (
        "wet",
        "gemeente_code",
        "zorgterrein",
        "jaar",
        "volgorde",
        "regel",
        "toen_eur",
        "nu_eur",
        "verschil_eur",
        "naast_toen_eur",
        "naast_nu_eur",
        *STAND,
    ),
    alleen={"wat": ("uitgaven",)},
)

KOSTEN = Pagina(
    naam="kosten",
    titel="Kosten",
    vraag="Wat is er uitgegeven, waarom wijkt dat af, en blijven we binnen het plafond?",
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"),
    blokken=(
        Blok(
            id="stand",
            titel="Uitgaven tot nu toe en verwacht",
            uitleg="Uitgaven vanaf 1 januari tot en met de laatste maand die is gedeclareerd; de verschillen en de"
            " verwachting gaan over diezelfde maanden. Latere maanden zijn nog niet gedeclareerd en staan hieronder"
            " apart. De verwachting voor het hele jaar staat er op twee manieren: alsof elke maand even duur is, en"
            " volgens het verloop van vorig jaar.",
            bron=UITGAVEN,
            soort="kerncijfers",
            over="maat",
            zonder_vorig=True,
            maten=(
                Maat("realisatie_ytd_eur", "uitgegeven sinds 1 januari, gedeclareerde maanden", 0, "€"),
                Maat("gedeclareerd_aantal", "maanden van het jaar gedeclareerd"),
                Maat("verschil_prognose_eur", "verschil met de prognose", 0, "€", met_plus=True),
                Maat("verschil_vorig_jaar_eur", "verschil met vorig jaar", 0, "€", met_plus=True),
                Maat("jaareinde_lineair_eur", "verwacht heel jaar, elke maand gelijk", 0, "€"),
                Maat("jaareinde_seizoen_eur", "verwacht heel jaar, verloop van vorig jaar", 0, "€"),
            ),
            leeg="Voor deze selectie is in dit jaar niets uitgegeven.",
        ),
        Blok(
            id="later",
            titel="Tot en met welke maand, en wat nog komt",
            uitleg="Declaraties komen na de maand. Een maand heet gedeclareerd als gewoonlijk ten minste"
            " {declaratie_norm_pct}% van de declaraties binnen is; op zorg die per plek wordt betaald wordt niet"
            " gewacht. Wat van latere maanden is ontvangen is nog niet alles: daarnaast staat wat gewoonlijk nog"
            " komt, met een interval waar het met {declaratie_interval_pct}% zekerheid binnen valt. Dat is een"
            " schatting en geen uitgave. Leeg: er is nog te weinig van bekend.",
            bron=LATER,
            soort="lijst",
            rij="regel",
            rijkop="Maanden",
            over="rijen",
            maten=(
                Maat("ontvangen_eur", "Ontvangen", 0, "€"),
                Maat("verwacht_eur", "Naar schatting in totaal", 0, "€"),
                Maat("laag_eur", "van", 0, "€"),
                Maat("hoog_eur", "tot", 0, "€"),
            ),
            leeg="Voor deze selectie is in dit jaar niets uitgegeven.",
        ),
        Blok(
            id="uitgaven",
            titel="Uitgaven tegen prognose en vorig jaar",
            uitleg="Opgeteld vanaf 1 januari, naar de maand waarin de zorg is geleverd. De prognose is de begroting,"
            " elke maand een twaalfde; zonder begroting is er geen prognose. De realisatie stopt bij de laatste"
            " gedeclareerde maand; daarna staat er een schatting, los van wat is ontvangen.",
            bron=UITGAVEN_JAAR,
            soort="lijn",
            maten=(
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("verwacht_ytd_eur", "Schatting van wat nog komt", 0, "€"),
                Maat("prognose_ytd_eur", "Prognose", 0, "€", vast=True),
                Maat("vorig_jaar_ytd_eur", "Vorig jaar", 0, "€", vast=True),
                Maat("verschil_prognose_eur", "Realisatie min prognose", 0, "€", met_plus=True, alleen_tabel=True),
                Maat("verschil_vorig_jaar_eur", "Realisatie min vorig jaar", 0, "€", met_plus=True, alleen_tabel=True),
            ),
            y_titel="euro, opgeteld vanaf 1 januari",
            leeg="Voor deze selectie is in dit jaar niets uitgegeven. Kies een ander jaar of een ander zorgterrein.",
        ),
        Blok(
            id="pxq",
            titel="Van target naar werkelijk: hoeveelheid en prijs per product",
            uitleg="Hoeveelheidsverschil: meer of minder cliënten dan afgesproken, tegen de afgesproken kosten per"
            " cliënt. Prijsverschil: duurdere of goedkopere cliënten, over het werkelijke aantal. Samen zijn ze het"
            " hele verschil. Een target geldt voor een heel jaar; is het jaar niet voorbij, dan telt het deel voor de"
            " maanden die zijn gedeclareerd (8 maanden: 8/12). Cliënten tellen zodra zij in die maanden kosten hadden."
            " Een product zonder target is helemaal hoeveelheidsverschil. Alle producten samen is de som van de"
            " producten; het mixeffect is wat daarvan komt doordat cliënten andere producten kregen dan afgesproken."
            " Cliënten tellen daar één keer, ook in het target. Deze cijfers zijn er alleen per wet en product, niet"
            " per gemeente of aanbieder. Wat per plek wordt betaald staat hieronder.",
            bron=PXQ,
            soort="waterval",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("kosten_target_eur", "Target", 0, "€"),
                Maat("hoeveelheidsverschil_eur", "Hoeveelheidsverschil", 0, "€", met_plus=True),
                Maat("prijsverschil_eur", "Prijsverschil", 0, "€", met_plus=True),
                Maat("kosten_real_eur", "Werkelijk", 0, "€"),
                Maat("mixeffect_eur", "waarvan mixeffect", 0, "€", met_plus=True, alleen_tabel=True),
                Maat("maanden_aantal", "Maanden", alleen_tabel=True),
                Maat("q_target", "Cliënten target", alleen_tabel=True),
                Maat("q_real", "Cliënten werkelijk", alleen_tabel=True),
                Maat("p_target", "Per cliënt target, heel jaar", 0, "€", alleen_tabel=True),
                Maat("p_real", "Per cliënt werkelijk, deze maanden", 0, "€", alleen_tabel=True, noemer="q_real"),
            ),
            y_titel="euro",
            totaalnaam="Alle producten",
            leeg="Voor dit jaar en deze wet zijn er geen targets (kosten_target.csv) en geen declaraties, of alles is"
            " betaald per plek.",
        ),
        Blok(
            id="per_plek",
            titel="Betaald per plek",
            uitleg="Van deze producten wordt ten minste {plekken_aandeel_pct}% van de zorgdagen (en van de kosten)"
            " per plek betaald."
            " Kosten per cliënt zijn er dan niet: een losse declaratie zegt niets over de prijs. Wat de plekken kosten"
            " staat op de pagina Plekken.",
            bron=PER_PLEK,
            soort="lijst",
            rij="productcode",
            rijkop="Product",
            over="rijen",
            maten=(Maat("betaalvorm", "Kosten per cliënt"), Maat("kosten_real_eur", "Toch gedeclareerd", 0, "€")),
            leeg="Voor dit jaar en deze wet wordt geen product per plek betaald.",
        ),
        Blok(
            id="plafond",
            titel="Gebruik van de budgetplafonds",
            uitleg="Donkere balk: uitgegeven deel van het plafond, tot en met de laatste gedeclareerde maand. Lichte"
            " balk: verwacht op 31 december, op grond van wat voor de dagen daarna is toegewezen (ontbreken daar"
            " prijzen: alsof elke maand even duur is). Zwarte streep: het plafond. Een plafond voor alle gemeenten"
            " samen ziet u alleen onder alle gemeenten. De verwachting is geen uitgave: vraag na voordat er een brief"
            " uitgaat.",
            bron=PLAFOND,
            soort="balken",
            rij="aanbieder_agb|zorgterrein|gemeente_code",
            rijkop="Plafond",
            over="maat",
            maten=(
                Maat("budgetplafond_eur", "Plafond", 0, "€"),
                Maat("realisatie_ytd_eur", "Uitgegeven", 0, "€"),
                Maat("gedeclareerd_aantal", "Gedeclareerde maanden", alleen_tabel=True),
                Maat("uitputting_pct", "Uitgegeven", 1, "%"),
                Maat("ontvangen_later_eur", "Ontvangen van latere maanden", 0, "€", alleen_tabel=True),
                Maat("verwacht_later_eur", "Schatting van latere maanden", 0, "€", alleen_tabel=True),
                Maat("verplicht_eur", "Nog toegewezen", 0, "€"),
                Maat("jaareinde_eur", "Verwacht jaareinde", 0, "€"),
                Maat("jaareinde_pct", "Verwacht jaareinde", 1, "%"),
                Maat("plafond_pct", "Plafond", 0, "%"),
            ),
            balken=Balken(
                "uitputting_pct",
                "plafond_pct",
                verwacht="jaareinde_pct",
                boven="verwacht boven het plafond",
                onder="binnen het plafond",
            ),
            y_titel="% van het plafond",
            leeg="Voor deze selectie en dit jaar zijn geen budgetplafonds afgesproken (plafonds.csv).",
        ),
        Blok(
            id="bevroren",
            titel="Uitgaven zoals ze zijn vastgelegd",
            uitleg="Wat op de dagen van de budgetafspraken en maandoverzichten bekend was, en wat nu over dezelfde"
            " maanden bekend is. Declaraties komen laat: het verschil is vooral wat later is gedeclareerd. Leeg: die"
            " maanden waren toen nog niet gedeclareerd.",
            bron=BEVROREN,
            soort="lijst",
            rij="regel",
            rijkop="Vastgelegd op",
            over="rijen",
            maten=(
                Maat("toen_eur", "Uitgaven toen", 0, "€"),
                Maat("nu_eur", "Uitgaven nu", 0, "€"),
                Maat("verschil_eur", "Verschil", 0, "€", met_plus=True),
                Maat("naast_toen_eur", "Prognose toen", 0, "€"),
                Maat("naast_nu_eur", "Prognose nu", 0, "€"),
            ),
            leeg="Voor deze selectie en dit jaar is nog geen stand vastgelegd.",
        ),
        Blok(
            id="betaalvorm",
            titel="Plekken tegen PxQ",
            uitleg="Dezelfde maten voor zorg die per plek wordt betaald en zorg die per declaratie wordt betaald (PxQ),"
            " per gemeente en segment. Wie in de loop van het jaar wisselt staat in beide rijen. Alleen wat in"
            " betaalwijze.csv staat doet mee. Cliënten en uitgaven gaan tot en met de laatste gedeclareerde maand van"
            " de gemeente: vergelijk kosten per cliënt alleen bij evenveel maanden.",
            bron=BETAALVORM,
            soort="tabel",
            rij="methode|segment|gemeente_code",
            rijkop="Betaalvorm",
            over="maat",
            maten=(
                Maat("gedeclareerd_aantal", "Maanden"),
                Maat("clienten_aantal", "Cliënten"),
                Maat("kosten_eur", "Uitgaven", 0, "€"),
                Maat("kosten_per_client_eur", "Per cliënt", 0, "€", noemer="clienten_aantal"),
                Maat("uitgestroomd_aantal", "Uitgestroomde trajecten"),
                Maat("gem_looptijd_dagen", "Gem. looptijd (dagen)", 0, noemer="uitgestroomd_aantal"),
            ),
            leeg="Voor deze selectie is geen betaalwijze bekend (betaalwijze.csv).",
        ),
    ),
)
