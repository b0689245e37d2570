"""The reading guide: three questions of contract management, worked out with figures of this publication, each with a
link into the site that shows the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import duckdb

from peilstok.rapport.blok import WARN_NOEMER
from peilstok.rapport.bron import ALLE
from peilstok.rapport.gegevens import MAANDEN_LANG, Gegevens, lees_rijen
from peilstok.rapport.pagina import getal_tekst

Kolommen = dict[str, set[str]]


@dataclass(frozen=True)
class Vraag:
    """A question with the steps to its answer, the answer, and where in the site it stands."""

    vraag: str
    stappen: tuple[str, ...]
    antwoord: str
    link: str
    linktekst: str


def lees_vragen(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, g: Gegevens) -> list[Vraag]:
    """The questions that this publication can answer."""
    maken: tuple[Callable[[duckdb.DuckDBPyConnection, Kolommen, Gegevens], Vraag | None], ...] = (
        _waarom_meer_voorzieningen,
        _is_de_aanbieder_laat,
        _wat_kost_een_plek,
    )
    gemaakt = (maak(con, kolommen, g) for maak in maken)
    return [vraag for vraag in gemaakt if vraag]


def _waarom_meer_voorzieningen(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, g: Gegevens) -> Vraag | None:
    """The provider whose running toewijzingen grew most over the year up to its last month."""
    velden = ("wet", "aanbieder_agb", "maand", "stand_begin", "instroom", "uitstroom", "stand")
    waar = "gemeente_code = 'ALLE' and aanbieder_agb <> 'ALLE' and instroom > uitstroom and stand_begin > 0"
    rijen = lees_rijen(con, kolommen, "marts.pagina_stroom_jaar", velden, waar)
    if not rijen:
        return None
    wet, agb, tot, begin, instroom, uitstroom, stand = max(rijen, key=lambda rij: rij[4] - rij[5])
    jaar, maand = tot.year, tot.month
    naam = g.aanbieders.get(agb, agb)
    return Vraag(
        f"Waarom nam het aantal lopende voorzieningen van {naam} toe?",
        (
            "Open Volume en kies de wet en de aanbieder.",
            "Kijk bij ‘In- en uitstroom van voorzieningen per maand’: groeide de instroom of bleef de uitstroom"
            " achter?",
            "Kijk daarna bij ‘Lopende voorzieningen per inkoopcategorie’ waar de groei zit.",
        ),
        f"In {jaar} kwamen er tot en met {MAANDEN_LANG[maand - 1]} {getal_tekst(instroom)} bij en eindigden er"
        f" {getal_tekst(uitstroom)}: {getal_tekst(begin)} + {getal_tekst(instroom)} − {getal_tekst(uitstroom)} ="
        f" {getal_tekst(stand)} lopende voorzieningen.",
        _adres("volume", wet=wet, jaar=jaar, aanbieder=agb),
        f"Volume van {naam}, {wet} {jaar}",
    )


def _is_de_aanbieder_laat(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, g: Gegevens) -> Vraag | None:
    """The provider with the lowest share of starts reported in time in the last year, of those with enough cases."""
    velden = ("periode_nr", "aanbieder_agb", "wet", "waarde", "teller", "noemer")
    waar = (
        "kpi = '305_5WD' and maat = 'percentage' and soort = 'jaar' and waarde is not null"
        " and gemeente_code = 'ALLE' and zorgterrein = 'ALLE'"
    )
    rijen = lees_rijen(con, kolommen, "marts.kpi_waarde", velden, waar)
    alle = {(jaar, wet): waarde for jaar, agb, wet, waarde, _, _ in rijen if agb == ALLE}
    laatste = max((jaar for jaar, *_ in rijen), default=0)
    eigen = [rij for rij in rijen if rij[0] == laatste and rij[1] != ALLE and rij[5] >= WARN_NOEMER]
    if not eigen:
        return None
    jaar, agb, wet, waarde, binnen, totaal = min(eigen, key=lambda rij: rij[3])
    naam = g.aanbieders.get(agb, agb)
    return Vraag(
        f"Meldt {naam} de start van zorg te laat?",
        (
            "Open Per aanbieder en kies de wet en de aanbieder.",
            "Kijk bij ‘Op tijd gemeld’ waar het ruitje staat: links van de streep is later dan de helft van"
            " de aanbieders.",
            "Open het kwaliteitsrapport van de aanbieder: daar staat per bericht wat er te laat was.",
        ),
        f"In {jaar} meldde {naam} {getal_tekst(binnen)} van {getal_tekst(totaal)} starts binnen 5 werkdagen"
        f" ({getal_tekst(waarde, 1)}%); alle aanbieders samen {getal_tekst(alle[jaar, wet], 1)}%.",
        _adres("aanbieder", wet=wet, jaar=jaar, aanbieder=agb),
        f"Alles over {naam}, {wet} {jaar}",
    )


def _wat_kost_een_plek(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, g: Gegevens) -> Vraag | None:
    """Euros per place in the last month's year to date against the same months a year earlier, of the largest product
    with prices for all its days in both."""
    velden = (
        "wet",
        "productcode",
        "maand",
        "plekken_ytd",
        "realisatie_ytd_eur",
        "euro_per_plek",
        "euro_per_plek_vorig_jaar",
        "verschil_pct",
    )
    rijen = lees_rijen(con, kolommen, "marts.pagina_euro_per_plek", velden)
    if not rijen:
        return None
    wet, product, tot, plekken, eur, nu, toen, verschil = max(rijen, key=lambda rij: rij[3])
    jaar, maand = tot.year, tot.month
    return Vraag(
        f"Wat kost een plek van product {product} dit jaar, tegen vorig jaar?",
        (
            "Open Plekken en kies de wet; zoek het product in de tabel.",
            "Deel de euro’s van het product door de plekken, beide over het jaar tot en met de maand.",
            "Doe hetzelfde voor dezelfde maanden van vorig jaar; kies daarvoor het jaar en ‘tot en met’.",
        ),
        f"Tot en met {MAANDEN_LANG[maand - 1]} {jaar}: € {getal_tekst(float(eur))} over {getal_tekst(plekken, 2)}"
        f" plekken is € {getal_tekst(nu)} per plek. In dezelfde maanden van {jaar - 1}: € {getal_tekst(toen)}"
        f" ({_verschil(verschil)}).",
        _adres("plekken", wet=wet, jaar=jaar, maand=maand),
        f"Plekken, {wet} {jaar}",
    )


def _verschil(pct: float) -> str:
    """A change in percent, in one decimal."""
    pct = round(pct, 1)
    return "gelijk" if pct == 0 else f"{'+' if pct > 0 else '−'}{getal_tekst(abs(pct), 1)}%"


def _adres(pagina: str, **keuze: object) -> str:
    return f"{pagina}.html#{urlencode(keuze)}"
