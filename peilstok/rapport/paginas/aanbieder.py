"""Per aanbieder: everything for the conversation with one provider, beside the spread of comparable ones (K001-19,
K004-13, K004-15).

Of other providers only lowest, quartiles, median and highest leave this module: no name or code of another provider
is in the file that the page loads."""

from __future__ import annotations

from dataclasses import replace

from peilstok.rapport.blok import SLEUTEL, STAND, Blok, Bron, Gesprek, Maat, Pagina
from peilstok.rapport.bron import ALLE
from peilstok.rapport.paginas.overzicht import PAGINA_VAN_KPI, STOPLICHT
from peilstok.rapport.paginas.volume import KERNCIJFERS


def _spreiding(onderwerp: str) -> Bron:
    """The figures of a provider beside their spread over the providers of its segment, or over all when those are too
    few."""
    return Bron(
        f"aanbieder_{onderwerp}",
        f"marts.pagina_spreiding_{onderwerp}",
        (
            "volgorde",
            "maat",
            "decimalen",
            "eenheid",
            *SLEUTEL,
            "jaar",
            "waarde",
            "n",
            "telt",
            "laagste",
            "kwart",
            "mediaan",
            "driekwart",
            "hoogste",
            "vergeleken_met",
            *STAND,
        ),
    )


STOPLICHT_AANBIEDER = replace(
    STOPLICHT, naam="aanbieder_stoplicht", alleen={"zorgterrein": (ALLE,)}, zonder={"aanbieder_agb": ALLE}
)
AFSPRAAK = Bron(
    "aanbieder_afspraak",
    "marts.pagina_afspraak",
    ("volgorde", "naam", "wet", "aanbieder_agb", "geldt_in", "afspraak"),
    tijdloos=True,
)
OPVOLGING = Bron(
    "aanbieder_opvolging",
    "marts.pagina_opvolging",
    ("volgorde", "dag", "soort", "wet", "aanbieder_agb", "stap", "status", "waarover", "gemeente"),
    zonder={"aanbieder_agb": ALLE},
    tijdloos=True,
)
TOELICHTING = Bron(
    "aanbieder_toelichting",
    "marts.stoplicht_toelichting",
    ("volgorde", "naam", *SLEUTEL, "periode", "van", "gemeente", "tekst"),
    zonder={"aanbieder_agb": ALLE},
    tijdloos=True,
)
UITKOMST = Bron(
    "aanbieder_uitkomst",
    "marts.uitkomst_kwartaal",
    (
        "volgorde",
        "naam",
        *SLEUTEL,
        "jaar",
        "periode",
        "waarde",
        "eenheid",
        "n",
        "waarde_allen",
        "n_allen",
        "voorlopig",
    ),
)
KOPPELING = Bron(
    "aanbieder_koppeling",
    "marts.uitkomst_koppeling",
    (
        "wet",
        "aanbieder_agb",
        "records_aantal",
        "met_bsn_aantal",
        "in_berichten_aantal",
        "in_berichten_pct",
        "bij_aanbieder_aantal",
    ),
    zonder={"aanbieder_agb": ALLE},
    tijdloos=True,
)
BEVINDING = Bron(
    "aanbieder_bevinding",
    "kwaliteit.pagina_bevinding_open",
    ("volgorde", "regel", *SLEUTEL, "stelling", "ernst", "eigenaar", "open_aantal", "oudste"),
    tijdloos=True,
)
LOPEND_AANBIEDER = Bron(
    "aanbieder_lopend",
    "marts.kpi_lopende_voorzieningen",
    (*SLEUTEL, "maand", "stand", "instroom", "uitstroom", "clienten_stand", *STAND),
    alleen={"inkoopcategorie": (ALLE,)},
    zonder={"aanbieder_agb": ALLE},
)
SIGNAAL_AANBIEDER = Bron(
    "aanbieder_signaal",
    "marts.kpi_signaal",
    (*SLEUTEL, "maand", "signaal", "omschrijving", "aantal", "noemer", "percentage", "eenheid", *STAND),
    zonder={"aanbieder_agb": ALLE},
)
PLEKKEN_AANBIEDER = Bron(
    "aanbieder_plekken",
    "marts.kpi_plekken_realisatie",
    (*SLEUTEL, "productcode", "maand", "plekken_ytd", "unieke_clienten_ytd", "realisatie_ytd_eur", *STAND),
    zonder={"aanbieder_agb": ALLE},
)
PLAFOND = Bron(
    "aanbieder_plafond",
    "marts.pagina_budgetplafond",
    (
        "plafond_zorgterrein",
        "jaar",
        "wet",
        "aanbieder_agb",
        "budgetplafond_eur",
        "gedeclareerd_aantal",
        "realisatie_ytd_eur",
        "uitputting_pct",
        "jaareinde_pct",
        *STAND,
    ),
    zonder={"aanbieder_agb": ALLE},
)

ANDEREN = Bron(
    "aanbieder_anderen",
    "marts.pagina_spreiding_anderen",
    (
        "naam",
        "eenheid",
        "jaar",
        "wet",
        "aanbieder_agb",
        "waarde",
        "n_clienten",
        "kwart",
        "mediaan",
        "driekwart",
        "vergeleken_met",
        *STAND,
    ),
)

_MATEN_SPREIDING = (
    Maat("waarde", "Deze aanbieder", 1, noemer="n"),
    Maat("n", "Aantal"),
    Maat("telt", "Waarvan"),
    Maat("laagste", "Laagste", 1),
    Maat("kwart", "Kwart zit onder", 1),
    Maat("mediaan", "Mediaan", 1),
    Maat("driekwart", "Kwart zit boven", 1),
    Maat("hoogste", "Hoogste", 1),
    Maat("vergeleken_met", "Vergeleken met"),
)
_LEZEN = (
    " Het ruitje is deze aanbieder; de lijn loopt van de laagste tot de hoogste vergelijkbare aanbieder, het vlak is de"
    " middelste helft en de streep de mediaan."
)


def _vergelijk(id_: str, titel: str, uitleg: str, bron: Bron, gesprek: Gesprek) -> Blok:
    return Blok(
        id=id_,
        titel=titel,
        uitleg=uitleg + _LEZEN,
        bron=bron,
        soort="spreiding",
        rij="maat",
        rijkop="Maat",
        over="rijen",
        maten=_MATEN_SPREIDING,
        gesprek=gesprek,
        leeg="Voor deze aanbieder en deze selectie is er niets te vergelijken.",
    )


AANBIEDER = Pagina(
    naam="aanbieder",
    titel="Per aanbieder",
    vraag="Hoe staat deze aanbieder ervoor, vergeleken met anderen, en wat is er afgesproken?",
    blokken=(
        Blok(
            id="volume",
            titel="Volume",
            uitleg="Lopende voorzieningen en cliënten aan het einde van de maand.",
            bron=LOPEND_AANBIEDER,
            soort="kerncijfers",
            over="maat",
            maten=KERNCIJFERS,
            link="volume",
            leeg="Voor deze selectie liep bij deze aanbieder geen voorziening.",
        ),
        Blok(
            id="stoplicht",
            titel="Stoplicht van deze aanbieder",
            uitleg="Elke KPI van deze aanbieder naast zijn norm. Groen haalt de norm, oranje zit binnen de bandbreedte,"
            " rood erbuiten; grijs heeft geen norm of te weinig gevallen. Er is geen totaalscore: KPI’s kunnen elkaar"
            " tegenwerken. De pijl volgt de waarde, het woord zegt of dat beter is.",
            bron=STOPLICHT_AANBIEDER,
            soort="stoplicht",
            maten=(),
            rijkop="KPI",
            links=PAGINA_VAN_KPI,
            leeg="Voor deze aanbieder en dit jaar staat er geen KPI in het stoplicht.",
        ),
        Blok(
            id="toelichting",
            titel="Wat de gemeente en de aanbieder erbij zeggen",
            uitleg="Toelichtingen bij een cijfer, nieuwste periode eerst. Zij veranderen geen cijfer en geen kleur.",
            bron=TOELICHTING,
            soort="lijst",
            rij="naam",
            rijkop="KPI",
            over="rijen",
            maten=(
                Maat("periode", "Periode"),
                Maat("van", "Van"),
                Maat("gemeente", "Gemeente"),
                Maat("tekst", "Toelichting"),
            ),
            leeg="Bij de cijfers van deze aanbieder is nog geen toelichting gegeven.",
        ),
        Blok(
            id="afspraken",
            titel="Afspraken met deze aanbieder",
            uitleg="Zoals de gemeente ze heeft vastgelegd (kpi_afspraken.csv), nieuwste jaar eerst. Een afspraak"
            " verandert geen kleur.",
            bron=AFSPRAAK,
            soort="lijst",
            rij="naam",
            rijkop="KPI",
            over="rijen",
            maten=(Maat("geldt_in", "Jaar"), Maat("afspraak", "Afspraak")),
            leeg="Met deze aanbieder is nog geen KPI-afspraak vastgelegd.",
        ),
        Blok(
            id="opvolging",
            titel="Gesprekken, acties en stappen",
            uitleg="Wat er met deze aanbieder is ondernomen en wat gepland staat (opvolging.csv), nieuwste eerst.",
            bron=OPVOLGING,
            soort="lijst",
            rij="dag",
            rijkop="Datum",
            over="rijen",
            maten=(
                Maat("soort", "Soort"),
                Maat("stap", "Stap"),
                Maat("status", "Status"),
                Maat("waarover", "Waarover"),
                Maat("gemeente", "Gemeente"),
            ),
            leeg="Voor deze aanbieder is nog geen gesprek, actie of stap vastgelegd.",
        ),
        _vergelijk(
            "optijd",
            "Op tijd gemeld",
            "Deel binnen de termijn, over het jaar tot nu.",
            _spreiding("op_tijd"),
            "klein",
        ),
        Blok(
            id="bevindingen",
            titel="Open bevindingen in het berichtenverkeer",
            uitleg="Wat nu openstaat in berichten van en aan deze aanbieder, voor de 10 regels met de"
            " meeste; het rapport noemt ze alle. Moet bij een regel zowel de aanbieder als de gemeente iets herstellen,"
            " dan heeft elk een eigen rij. Wat niemand meer kan herstellen, zoals wat te laat kwam, staat apart.",
            bron=BEVINDING,
            soort="lijst",
            rij="regel",
            rijkop="Regel",
            over="rijen",
            maten=(
                Maat("stelling", "Wat hoort"),
                Maat("ernst", "Ernst"),
                Maat("eigenaar", "Wie herstelt"),
                Maat("open_aantal", "Nu open"),
                Maat("oudste", "Oudste bericht"),
            ),
            bestand="kwaliteit/aanbieder_{aanbieder}.html",
            bestandstekst="Kwaliteitsrapport en werklijst van deze aanbieder",
            leeg="Er staat voor deze selectie geen bevinding open.",
        ),
        _vergelijk(
            "duur",
            "Doorlooptijd en wachttijd",
            "Hoe lang toewijzingen duurden die in het jaar eindigden, en hoe lang cliënten wachtten op hulp die in het"
            " jaar begon.",
            _spreiding("duur"),
            "regulier",
        ),
        _vergelijk(
            "resultaat",
            "Resultaten",
            "Uitstroom volgens plan, afschaling en uitval per perceel (Wmo begeleiding), en trajecten die volgens plan"
            " en binnen de normlooptijd eindigden. De aanbieder vult de reden van beëindiging zelf in.",
            _spreiding("resultaat"),
            "regulier",
        ),
        Blok(
            id="uitkomst",
            titel="Uitkomsten volgens jeugdigen en ouders",
            uitleg="Per kwartaal waarin de hulp eindigde, naast alle aanbieders samen. Op weinig metingen rust geen"
            " oordeel; antwoorden op een andere schaal staan apart.",
            bron=UITKOMST,
            soort="lijst",
            rij="naam",
            rijkop="Uitkomst",
            over="rijen",
            maten=(
                Maat("periode", "Kwartaal"),
                Maat("waarde", "Deze aanbieder", 1, noemer="n"),
                Maat("n", "Aantal"),
                Maat("waarde_allen", "Alle aanbieders", 1, noemer="n_allen"),
                Maat("n_allen", "Aantal van allen"),
                Maat("eenheid", "Eenheid"),
            ),
            gesprek="regulier",
            leeg="Van deze aanbieder zijn er voor deze selectie geen uitkomsten.",
        ),
        Blok(
            id="koppeling",
            titel="Uitkomsten en berichten over dezelfde cliënten",
            uitleg="Hoeveel hulp uit de uitkomstbestanden van deze aanbieder gaat over cliënten die ook in de berichten"
            " staan. Alleen van die hulp zijn uitkomst, volume en kosten naast elkaar te leggen.",
            bron=KOPPELING,
            soort="lijst",
            rij="wet",
            rijkop="Wet",
            over="rijen",
            maten=(
                Maat("records_aantal", "Hulp in bestanden"),
                Maat("met_bsn_aantal", "Met BSN"),
                Maat("in_berichten_aantal", "Gekoppeld"),
                Maat("in_berichten_pct", "Aandeel gekoppeld", 1, "%", noemer="records_aantal"),
                Maat("bij_aanbieder_aantal", "Met toewijzing bij deze aanbieder"),
            ),
            gesprek="regulier",
            leeg="Deze aanbieder leverde nog geen uitkomsten aan.",
        ),
        _vergelijk(
            "kosten",
            "Kosten",
            "Toegekende en nog open prestaties, en plekken waar die zo worden betaald, tot en met de laatste maand die"
            " is gedeclareerd; latere maanden zijn nog niet gedeclareerd.",
            _spreiding("kosten"),
            "regulier",
        ),
        Blok(
            id="plafond",
            titel="Budgetplafond",
            uitleg="Wat van het plafond is gebruikt tot en met de laatste gedeclareerde maand, en hoe het jaar eindigt"
            " als het zo doorgaat.",
            bron=PLAFOND,
            soort="lijst",
            rij="plafond_zorgterrein",
            rijkop="Zorgterrein",
            over="rijen",
            maten=(
                Maat("budgetplafond_eur", "Plafond", 0, "€"),
                Maat("realisatie_ytd_eur", "Realisatie", 0, "€"),
                Maat("gedeclareerd_aantal", "Gedeclareerde maanden"),
                Maat("uitputting_pct", "Gebruikt", 1, "%"),
                Maat("jaareinde_pct", "Verwacht aan het einde van het jaar", 1, "%"),
            ),
            gesprek="regulier",
            leeg="Voor deze aanbieder is in dit jaar geen budgetplafond vastgelegd.",
        ),
        Blok(
            id="signalen",
            titel="Signalen bij deze aanbieder",
            uitleg="Gevallen van de laatste maand die vragen om een gesprek. Een signaal is geen oordeel en heeft geen"
            " norm.",
            bron=SIGNAAL_AANBIEDER,
            soort="tabel",
            rij="omschrijving",
            rijkop="Signaal",
            over="maat",
            maten=(
                Maat("aantal", "Signalen"),
                Maat("noemer", "Van"),
                Maat("percentage", "Aandeel", 1, "%", noemer="noemer"),
                Maat("eenheid", "Telt"),
            ),
            gesprek="regulier",
            link="signalen",
            leeg="Bij deze aanbieder kon in dit jaar geen signaal voorkomen.",
        ),
        Blok(
            id="verloop",
            titel="Lopende voorzieningen en cliënten per maand",
            uitleg="Stand op de laatste dag van de maand.",
            bron=LOPEND_AANBIEDER,
            soort="lijn",
            venster=24,
            maten=(Maat("stand", "Lopende voorzieningen"), Maat("clienten_stand", "Cliënten in zorg")),
            y_titel="aantal",
            gesprek="strategisch",
            leeg="Voor deze selectie liep bij deze aanbieder geen voorziening.",
        ),
        Blok(
            id="plekken",
            titel="Plekken per product",
            uitleg="Realisatie over het jaar tot en met de laatste maand.",
            bron=PLEKKEN_AANBIEDER,
            soort="tabel",
            rij="productcode",
            rijkop="Product",
            over="maat",
            maten=(
                Maat("plekken_ytd", "Plekken (YTD)", 2),
                Maat("unieke_clienten_ytd", "Unieke cliënten (YTD)"),
                Maat("realisatie_ytd_eur", "Realisatie (YTD)", 0, "€"),
            ),
            totaalnaam="Alle producten",
            gesprek="strategisch",
            link="plekken",
            leeg="Voor deze selectie leverde deze aanbieder in dit jaar geen zorg.",
        ),
    ),
    filters=("wet", "jaar", "gemeente", "aanbieder"),
    sjabloon="aanbieder.html.j2",
    kies_aanbieder=True,
)

_ANDEREN = Blok(
    id="anderen",
    titel="Uw cijfer naast dat van andere aanbieders",
    uitleg="Over het jaar en alle gemeenten samen. Een kwart van de anderen zit onder het eerste kwartiel, de"
    " helft onder de mediaan, een kwart boven het derde. Wie minder dan 5 cliënten heeft telt niet mee, en met"
    " minder dan 5 anderen staat er niets: niemand is te herkennen.",
    bron=ANDEREN,
    soort="lijst",
    rij="naam",
    rijkop="KPI",
    over="rijen",
    maten=(
        Maat("waarde", "Uw cijfer", 1),
        Maat("eenheid", "Eenheid"),
        Maat("n_clienten", "Uw cliënten"),
        Maat("kwart", "Eerste kwartiel", 1),
        Maat("mediaan", "Mediaan", 1),
        Maat("driekwart", "Derde kwartiel", 1),
        Maat("vergeleken_met", "Vergeleken met"),
    ),
    leeg="Voor dit jaar is er niets te vergelijken.",
)

AANBIEDER_ZELF = replace(
    AANBIEDER,
    naam="index",
    titel="Overzicht",
    vraag="Hoe staat u ervoor, naast anderen, en wat is er afgesproken?",
    kies_aanbieder=False,
    blokken=tuple(
        _ANDEREN if blok.id == "optijd" else blok
        for blok in AANBIEDER.blokken
        if blok.soort != "spreiding" or blok.id == "optijd"
    ),
)
"""What a provider opens on: the same page about itself, with the quartiles of others instead of the figures between
which they lie."""
