"""Sturing: what happened to costs and clients, why, what was to be expected, what comes and what it brought (K004)."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Balken, Blok, Bron, Maat, Pagina

ONTWIKKELING = Bron(
    "ontwikkeling",
    "marts.kpi_ontwikkeling",
    (
        *SLEUTEL,
        "zorgterrein",
        "maand",
        "kosten_eur",
        "clienten_aantal",
        "kosten_per_client_eur",
        "clienten_met_kosten_aantal",
        "kosten_12m_eur",
        "kosten_per_client_12m_eur",
        *STAND,
    ),
)
VERKLARING = Bron(
    "kostenverklaring",
    "marts.kpi_kostenverklaring",
    (
        "jaar",
        *SLEUTEL,
        "zorgterrein",
        "maanden_aantal",
        "kosten_vorig_jaar_eur",
        "clienten_effect_eur",
        "mix_effect_eur",
        "volume_effect_eur",
        "tarief_effect_eur",
        "kosten_eur",
        "volume_onbekend_eur",
        "uitleg",
        *STAND,
    ),
    alleen={"is_vergelijkbaar": (True,)},
)
BEWEGING = Bron(
    "beweging",
    "marts.pagina_beweging",
    (
        "jaar",
        *SLEUTEL,
        "zorgterrein",
        "volgorde",
        "kwartaal_naam",
        "clienten_aantal",
        "uit_pct",
        "af_pct",
        "gelijk_pct",
        "op_pct",
        "onbepaald_aantal",
        *STAND,
    ),
)
_VERWACHT = ("zoals_verwacht", *STAND)
GEBIED = Bron(
    "verwacht_gebied",
    "marts.pagina_verwacht",
    (
        "jaar",
        "wet",
        "gebied_naam",
        "clienten_aantal",
        "verwacht_clienten",
        "index",
        "index_laag",
        "index_hoog",
        "oordeel",
        "kosten_index",
        *_VERWACHT,
    ),
    zonder={"gebied": "ALLE"},
)
VAN_AANBIEDER = Bron(
    "verwacht_aanbieder",
    "marts.pagina_verwacht",
    (
        "jaar",
        "wet",
        "aanbieder_agb",
        "kosten_eur",
        "verwacht_kosten_eur",
        "kosten_index",
        "kosten_index_laag",
        "kosten_index_hoog",
        "kosten_oordeel",
        *_VERWACHT,
    ),
    zonder={"aanbieder_agb": "ALLE"},
    heel=True,
)
_VOORSPELLING = (
    "wet",
    "zorgterrein",
    "gemeente_code",
    "maand",
    "bekend",
    "verwacht",
    "laag",
    "hoog",
    "laag_95",
    "hoog_95",
    "methode",
    *STAND,
)
KOSTEN_VERDER = Bron(
    "voorspelling_kosten", "marts.pagina_voorspelling", _VOORSPELLING, alleen={"maat": ("kosten",)}, vooruit=True
)
CLIENTEN_VERDER = Bron(
    "voorspelling_clienten", "marts.pagina_voorspelling", _VOORSPELLING, alleen={"maat": ("clienten",)}, vooruit=True
)
TOETS = Bron(
    "voorspelling_toets",
    "marts.pagina_voorspelling_toets",
    (
        "wet",
        "zorgterrein",
        "gemeente_code",
        "maat",
        "methode",
        "maat|methode",
        "is_getoond",
        "voorspellingen_aantal",
        "fout_1_pct",
        "fout_3_pct",
        "fout_6_pct",
        *STAND,
    ),
    tijdloos=True,
)
KLANTREIS = Bron(
    "klantreis",
    "marts.pagina_klantreis",
    ("jaar", "wet", "gemeente_code", "volgorde", "stap", "clienten_aantal", "mediaan_dagen", *STAND),
)
BESPARING = Bron(
    "besparing",
    "marts.kpi_besparing",
    (
        "jaar",
        *SLEUTEL,
        "zorgterrein",
        "maanden_aantal",
        "verwacht_eur",
        "gerealiseerd_eur",
        "besparing_eur",
        "besparing_pct",
        "aanname",
        *STAND,
    ),
)


def _verder(id_: str, titel: str, bron: Bron, eenheid: str, y_titel: str) -> Blok:
    return Blok(
        id=id_,
        titel=titel,
        uitleg="Eerst de maanden die bekend zijn, daarna de voorspelling van de manier die er achteraf het minst naast"
        " zat. De werkelijkheid valt in vier van de vijf maanden tussen laagste en hoogste, en in negentien van de"
        " twintig tussen de grenzen van de marge van 95% in de tabel. Wat nooit eerder gebeurde, zoals een nieuw"
        " contract, voorspelt zij niet.",
        bron=bron,
        soort="lijn",
        maten=(
            Maat("bekend", "Bekend", 0, eenheid),
            Maat("verwacht", "Verwacht", 0, eenheid),
            Maat("laag", "Laagste (80%)", 0, eenheid),
            Maat("hoog", "Hoogste (80%)", 0, eenheid),
            Maat("laag_95", "Laagste (95%)", 0, eenheid, alleen_tabel=True),
            Maat("hoog_95", "Hoogste (95%)", 0, eenheid, alleen_tabel=True),
        ),
        y_titel=y_titel,
        leeg="Er is nog geen maand bekend waaruit te voorspellen is.",
    )


STURING = Pagina(
    naam="sturing",
    titel="Sturing",
    vraag="Wat gebeurde er met de kosten, waardoor, was dat te verwachten, en wat komt er nog?",
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"),
    blokken=(
        Blok(
            id="ontwikkeling",
            titel="Wat er gebeurde: kosten en cliënten per maand",
            uitleg="Kies wat u wilt zien. Kosten per cliënt zijn die van cliënten met kosten: een maand telt de"
            " cliënten van die maand, over twaalf maanden telt iedere cliënt een keer. Die twee zijn niet te"
            " vergelijken. Een maand die nog niet is gedeclareerd heeft geen kosten.",
            bron=ONTWIKKELING,
            soort="lijn",
            maatkeuze=True,
            maten=(
                Maat("kosten_eur", "Kosten", 0, "€"),
                Maat("clienten_aantal", "Cliënten"),
                Maat(
                    "kosten_per_client_eur",
                    "Kosten per cliënt in de maand",
                    0,
                    "€",
                    noemer="clienten_met_kosten_aantal",
                ),
                Maat("clienten_met_kosten_aantal", "Cliënten met kosten"),
                Maat("kosten_12m_eur", "Kosten van twaalf maanden", 0, "€"),
                Maat("kosten_per_client_12m_eur", "Kosten per cliënt over twaalf maanden", 0, "€"),
            ),
            leeg="Voor deze selectie zijn er in dit jaar geen cliënten of kosten.",
        ),
        Blok(
            id="waardoor",
            titel="Waardoor de kosten verschillen van vorig jaar",
            uitleg="Van de kosten van vorig jaar naar die van dit jaar, over dezelfde maanden: meer of minder"
            " cliënten, andere producten (mix), meer of minder volume per cliënt, en een ander tarief. Samen zijn ze"
            " het hele verschil. Het zijn verklaringen van de rekening, geen oorzaken: waarom er meer cliënten"
            " kwamen staat er niet.",
            bron=VERKLARING,
            soort="waterval",
            over="maat",
            maten=(
                Maat("kosten_vorig_jaar_eur", "Vorig jaar", 0, "€"),
                Maat("clienten_effect_eur", "Aantal cliënten", 0, "€", met_plus=True),
                Maat("mix_effect_eur", "Mix van producten", 0, "€", met_plus=True),
                Maat("volume_effect_eur", "Volume per cliënt", 0, "€", met_plus=True),
                Maat("tarief_effect_eur", "Tarief", 0, "€", met_plus=True),
                Maat("kosten_eur", "Dit jaar", 0, "€"),
                Maat("maanden_aantal", "Maanden", alleen_tabel=True),
                Maat("volume_onbekend_eur", "waarvan volume onbekend", 0, "€", alleen_tabel=True),
            ),
            y_titel="euro",
            leeg="Van dit jaar of het jaar ervoor zijn niet genoeg maanden bekend om te vergelijken.",
        ),
        Blok(
            id="in_woorden",
            titel="Hetzelfde in een zin",
            uitleg="De zin noemt het grootste van de vier.",
            bron=VERKLARING,
            soort="lijst",
            rij="zorgterrein",
            rijkop="Zorgterrein",
            over="maat",
            totaalnaam="Alle zorgterreinen",
            maten=(Maat("uitleg", "Waardoor"),),
            leeg="Van dit jaar of het jaar ervoor zijn niet genoeg maanden bekend om te vergelijken.",
        ),
        Blok(
            id="beweging",
            titel="Op- en afschaling en uitstroom per kwartaal",
            uitleg="Van alle cliënten met een toewijzing in het kwartaal: wie uit zorg ging, en wie aan het einde meer"
            " of minder uren had dan aan het begin. Wie geen uren heeft die te bepalen zijn, staat apart. Een"
            " kwartaal staat er als zeker is wie uit zorg is.",
            bron=BEWEGING,
            soort="lijst",
            rij="kwartaal_naam",
            rijkop="Kwartaal",
            over="rijen",
            maten=(
                Maat("clienten_aantal", "Cliënten"),
                Maat("uit_pct", "Uit zorg", 1, "%", noemer="clienten_aantal"),
                Maat("af_pct", "Minder uren", 1, "%", noemer="clienten_aantal"),
                Maat("gelijk_pct", "Evenveel", 1, "%", noemer="clienten_aantal"),
                Maat("op_pct", "Meer uren", 1, "%", noemer="clienten_aantal"),
                Maat("onbepaald_aantal", "Niet te bepalen"),
            ),
            leeg="Van dit jaar is nog geen kwartaal voorbij waarvan de uitstroom zeker is.",
        ),
        Blok(
            id="verwacht",
            titel="Was het te verwachten: cliënten per wijk",
            uitleg="100 is wat te verwachten was als iedereen naar leeftijd en geslacht evenveel hulp kreeg. De balk"
            " is de marge van 95%: ligt 100 erin, dan kan het verschil toeval zijn. Van twintig gewone wijken ligt"
            " er gemiddeld één buiten. Armoede, huishouden en aanbod verklaren ook verschil: niet geschikt om een"
            " wijk af te rekenen of haar budget te bepalen.",
            bron=GEBIED,
            soort="balken",
            rij="gebied_naam",
            rijkop="Wijk of postcode",
            over="maat",
            maten=(
                Maat("clienten_aantal", "Cliënten"),
                Maat("verwacht_clienten", "Verwacht", 1),
                Maat("index", "Index", 0, noemer="clienten_aantal"),
                Maat("index_laag", "Index, van", 0),
                Maat("index_hoog", "Index, tot", 0),
                Maat("oordeel", "Oordeel"),
                Maat("kosten_index", "Index kosten", 0, alleen_tabel=True),
                Maat("zoals_verwacht", "Zoals verwacht", 0, alleen_tabel=True),
            ),
            balken=Balken("index_hoog", "zoals_verwacht", van="index_laag"),
            y_titel="100 = zoals verwacht",
            leeg="Zonder inwoners per leeftijd en geslacht (bevolking.csv) is er geen verwachting.",
        ),
        Blok(
            id="verwacht_aanbieder",
            titel="Was het te verwachten: kosten per aanbieder",
            uitleg="100 is wat cliënten van dezelfde leeftijd en hetzelfde geslacht bij alle aanbieders samen kosten."
            " De balk is de marge van 95%. Een aanbieder met zwaardere hulp hoort boven de 100 te liggen: niet"
            " geschikt om een aanbieder op af te rekenen.",
            bron=VAN_AANBIEDER,
            soort="balken",
            rij="aanbieder_agb",
            rijkop="Aanbieder",
            over="maat",
            maten=(
                Maat("kosten_eur", "Kosten", 0, "€"),
                Maat("verwacht_kosten_eur", "Verwacht", 0, "€"),
                Maat("kosten_index", "Index", 0),
                Maat("kosten_index_laag", "Index, van", 0),
                Maat("kosten_index_hoog", "Index, tot", 0),
                Maat("kosten_oordeel", "Oordeel"),
                Maat("zoals_verwacht", "Zoals verwacht", 0, alleen_tabel=True),
            ),
            balken=Balken("kosten_index_hoog", "zoals_verwacht", van="kosten_index_laag"),
            y_titel="100 = zoals verwacht",
            leeg="Voor dit jaar zijn er geen kosten van cliënten met bekende leeftijd en geslacht.",
        ),
        _verder("kosten_verder", "Wat er komt: kosten", KOSTEN_VERDER, "€", "euro per maand"),
        _verder("clienten_verder", "Wat er komt: cliënten", CLIENTEN_VERDER, "", "cliënten per maand"),
        Blok(
            id="toets",
            titel="Hoe goed is er voorspeld",
            uitleg="Achteraf nagerekend: hoe ver elke manier er gemiddeld naast zat, een, drie en zes maanden vooruit,"
            " ten opzichte van wat het werd. Alleen een manier die beter is dan dezelfde maand vorig jaar en dan de"
            " begroting wordt getoond; anders de beste van die twee.",
            bron=TOETS,
            soort="lijst",
            rij="maat|methode",
            rijkop="Manier",
            over="rijen",
            maten=(
                Maat("is_getoond", "Getoond"),
                Maat("voorspellingen_aantal", "Getoetst"),
                Maat("fout_1_pct", "1 maand", 1, "%"),
                Maat("fout_3_pct", "3 maanden", 1, "%"),
                Maat("fout_6_pct", "6 maanden", 1, "%"),
            ),
            leeg="Er zijn nog te weinig maanden bekend om te toetsen.",
        ),
        Blok(
            id="klantreis",
            titel="Hoe cliënten door de hulp gaan",
            uitleg="De stappen die de meeste cliënten zetten die dit jaar met hulp begonnen, over beide wetten, vanaf"
            " hun eerste stap onder deze wet. Stappen van minder dan {vergelijk_min_gevallen} cliënten staan er"
            " niet.",
            bron=KLANTREIS,
            soort="lijst",
            rij="stap",
            rijkop="Stap",
            over="rijen",
            maten=(Maat("clienten_aantal", "Cliënten"), Maat("mediaan_dagen", "Dagen tot de stap (mediaan)", 0)),
            leeg="In dit jaar begonnen te weinig cliënten om stappen te tonen.",
        ),
        Blok(
            id="besparing",
            titel="Uitgegeven tegen de trend van de jaren ervoor",
            uitleg="Wat er was uitgegeven als de trend was doorgegaan, tegen wat er is uitgegeven. Een verschil is"
            " geen bewijs dat een maatregel werkte. De aanname staat in de rij.",
            bron=BESPARING,
            soort="tabel",
            rij="zorgterrein",
            rijkop="Zorgterrein",
            over="maat",
            totaalnaam="Alle zorgterreinen",
            maten=(
                Maat("maanden_aantal", "Maanden"),
                Maat("verwacht_eur", "Volgens de trend", 0, "€"),
                Maat("gerealiseerd_eur", "Uitgegeven", 0, "€"),
                Maat("besparing_eur", "Minder uitgegeven", 0, "€", met_plus=True),
                Maat("besparing_pct", "Minder uitgegeven", 1, "%", met_plus=True, noemer="verwacht_eur"),
                Maat("aanname", "Aanname"),
            ),
            leeg="Van de jaren ervoor is te weinig bekend voor een trend.",
        ),
    ),
)
