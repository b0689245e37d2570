"""Overzicht: what asks for attention, the stoplicht of every KPI (K001-16), the amounts behind it, and how far the
figures can be trusted."""

from __future__ import annotations

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Maat, Pagina
from peilstok.rapport.paginas.kosten import UITGAVEN
from peilstok.rapport.paginas.kwaliteit import ALLE_TERMIJNEN
from peilstok.rapport.paginas.volume import KERNCIJFERS, LOPEND_TOTAAL

STOPLICHT = Bron(
    "stoplicht",
    "marts.pagina_stoplicht",
    (
        *SLEUTEL,
        "zorgterrein",
        "jaar",
        "periode",
        "is_over_12_maanden",
        "kpi|perceel",
        "waarde",
        "noemer",
        # What repeats on many rows is one text, of which the file holds every value once: a year of a region of 300
        # providers must stay small.
        "richting|norm|bandbreedte",
        "kleur",
        "geen_kleur",
        "trend",
        "vorige_waarde",
        "kleur_toen|waarde_toen|kennisdatum_toen",
        *STAND,
    ),
)
AANDACHT = Bron(
    "aandacht",
    "marts.aandacht",
    (
        "wet",
        "jaar",
        "kijk_gemeente_code",
        *SLEUTEL[1:],
        "zorgterrein",
        "periode",
        "is_over_12_maanden",
        "kpi",
        "perceel",
        "reden",
        "kleur",
        "waarde",
        "noemer",
        "norm",
        "richting",
        "vorige_waarde",
        "verandering",
        "bedrag_eur",
        "rang",
        *STAND,
    ),
    los=True,
    filterkolom={"gemeente": "kijk_gemeente_code"},
)
OPVOLGING = Bron(
    "opvolging",
    "marts.stoplicht_opvolging",
    (*SLEUTEL, "soort", "kpi", "stap", "status", "datum", "is_komend"),
    heel=True,
    tijdloos=True,
)
PLEKKEN_TOTAAL = Bron(
    "plekken_totaal",
    "marts.kpi_plekken_realisatie",
    (*SLEUTEL, "maand", "plekken_ytd", "unieke_clienten_ytd", *STAND),
    alleen={"productcode": ("ALLE",)},
)

PAGINA_VAN_KPI = {
    "lopende_voorzieningen": "volume",
    "verwijzer": "volume",
    "plekken_realisatie": "plekken",
    "doorlooptijd": "doorlooptijd",
    "looptijd": "doorlooptijd",
    "uitstroomtype": "doorlooptijd",
    "uitgaven": "kosten",
    "budgetplafond": "kosten",
    "kosten_per_client": "kosten",
    "wachttijd": "doorlooptijd",
} | dict.fromkeys(ALLE_TERMIJNEN, "kwaliteit")
"""The page that shows a KPI of the stoplicht in full."""

OVERZICHT = Pagina(
    naam="index",
    titel="Overzicht",
    vraag="Hoe staat het ervoor met de jeugdhulp en de Wmo-ondersteuning?",
    filters=("wet", "jaar", "maand", "gemeente", "aanbieder", "zorgterrein"),
    blokken=(
        Blok(
            id="geld",
            titel="Uitgaven van dit jaar naast de begroting",
            uitleg="Tot en met de laatste maand die is gedeclareerd; de begroting over dezelfde maanden.",
            bron=UITGAVEN,
            soort="kerncijfers",
            over="maat",
            zonder_vorig=True,
            maten=(
                Maat("realisatie_ytd_eur", "uitgegeven sinds 1 januari", 0, "€"),
                Maat("verschil_prognose_eur", "verschil met de begroting", 0, "€", met_plus=True),
                Maat("jaareinde_lineair_eur", "verwacht heel jaar, elke maand gelijk", 0, "€"),
            ),
            link="kosten",
            leeg="Voor deze selectie is in dit jaar niets uitgegeven, of nog niets gedeclareerd.",
        ),
        Blok(
            id="aandacht",
            titel="Wat vraagt aandacht",
            uitleg="Aanbieders, zorgterreinen en gemeenten die hun norm niet halen of slechter gaan dan vorig jaar, de"
            " ergste eerst. Een aandeel staat er alleen als toeval het niet verklaart; onder {aandacht_minimum}"
            " gevallen staat er niets. Het totaal staat in het stoplicht hieronder.",
            bron=AANDACHT,
            bij=OPVOLGING,
            soort="aandacht",
            maten=(),
            rijkop="Wie",
            links=PAGINA_VAN_KPI,
            leeg="Voor deze selectie vraagt niets de aandacht: geen norm is gemist en niets ging slechter, voor zover"
            " dat met deze aantallen te zeggen is.",
        ),
        Blok(
            id="stoplicht",
            titel="Stoplicht: elke KPI naast zijn norm",
            uitleg="Groen haalt de norm, oranje zit binnen de bandbreedte, rood erbuiten; grijs heeft geen norm of te"
            " weinig gevallen. Rood staat bovenaan. Er is geen totaalscore: KPI’s kunnen elkaar tegenwerken. De pijl"
            " volgt de waarde, het woord zegt of dat beter is.",
            bron=STOPLICHT,
            bij=OPVOLGING,
            soort="stoplicht",
            maten=(),
            rijkop="KPI",
            links=PAGINA_VAN_KPI,
            leeg="Voor deze selectie heeft geen enkele KPI een cijfer. Kies een ander jaar, een andere wet, of alle"
            " aanbieders, gemeenten en zorgterreinen.",
        ),
        Blok(
            id="volume",
            titel="Volume",
            uitleg="Lopende voorzieningen en cliënten aan het einde van de maand.",
            bron=LOPEND_TOTAAL,
            soort="kerncijfers",
            over="maat",
            maten=KERNCIJFERS,
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
    ),
    sjabloon="overzicht.html.j2",
)
