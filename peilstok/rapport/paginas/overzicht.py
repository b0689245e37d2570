"""Overzicht: the stoplicht of every KPI (K001-16), the amounts behind it, and how far the figures can be trusted."""

from __future__ import annotations

from peilstok.rapport.blok import Blok, Bron, Maat, Pagina
from peilstok.rapport.paginas.kwaliteit import ALLE_TERMIJNEN
from peilstok.rapport.paginas.volume import KERNCIJFERS, LOPEND_TOTAAL

_CIJFER = (
    "kpi",
    "wet",
    "perceel",
    "zorgterrein",
    "gemeente_code",
    "aanbieder_agb",
    "periode",
    "periode_einde",
    "waarde",
    "noemer",
    "norm",
    "bandbreedte",
    "richting",
    "kleur",
    "geen_kleur",
    "trend",
    "vorige_waarde",
    "voorlopig",
    "onvolledig",
)
_SLEUTEL = ("kpi", "wet", "zorgterrein", "gemeente_code", "aanbieder_agb", "periode")
STOPLICHT = Bron(
    "stoplicht",
    {
        "marts.stoplicht": _CIJFER,
        "marts.stoplicht_wijziging": (*_SLEUTEL, "perceel", "waarde_toen", "kleur_toen", "kennisdatum_toen"),
        "marts.dim_kpi": ("kpi", "naam", "eenheid", "eigenaar", "noemer", "noemer_eenheid", "minimum_n"),
    },
    # What repeats on many rows is one text, of which the file holds every value once: a year of a region of 300
    # providers must stay small. Two decimals: readers see one.
    sql="select s.wet, s.gemeente_code, s.aanbieder_agb, s.zorgterrein, year(s.periode_einde) as jaar, s.periode"
    ", concat_ws('|', s.kpi, s.perceel) as rij, round(s.waarde, 2) as waarde, round(s.noemer) as noemer"
    ", s.richting || '|' || coalesce(s.norm::varchar, '') || '|' || coalesce(s.bandbreedte::varchar, '') as norm"
    ", s.kleur, s.geen_kleur, s.trend, round(s.vorige_waarde, 2) as vorige, s.voorlopig, s.onvolledig"
    ", w.kleur_toen || '|' || coalesce(round(w.waarde_toen, 2)::varchar, '') || '|' || w.kennisdatum_toen::varchar"
    " as wijziging from marts.stoplicht as s left join marts.stoplicht_wijziging as w on"
    f" {' and '.join(f's.{naam} = w.{naam}' for naam in _SLEUTEL)} and s.perceel is not distinct from w.perceel",
)
OPVOLGING = Bron(
    "opvolging",
    {
        "marts.stoplicht_opvolging": (
            "wet",
            "soort",
            "kpi",
            "aanbieder_agb",
            "gemeente_code",
            "stap",
            "status",
            "datum",
            "is_komend",
        )
    },
    # The day as text: a date would become a month.
    sql="select wet, soort, kpi, aanbieder_agb, gemeente_code, stap, status, datum::varchar as datum, is_komend"
    " from marts.stoplicht_opvolging",
    heel=True,
    tijdloos=True,
)
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
            "onvolledig",
        )
    },
    sql="select wet, gemeente_code, aanbieder_agb, maand, plekken_ytd, unieke_clienten_ytd, voorlopig, onvolledig"
    " from marts.kpi_plekken_realisatie where productcode = 'ALLE'",
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
