"""The reading guide: three questions of contract management, worked out with figures of this publication, each with a
link into the site that shows the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import duckdb

from peilstok.rapport.gegevens import MAANDEN_LANG, Gegevens
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
    rij = _een(
        con,
        kolommen,
        {
            "marts.kpi_lopende_voorzieningen": (
                "wet",
                "gemeente_code",
                "aanbieder_agb",
                "inkoopcategorie",
                "maand",
                "stand",
                "instroom",
                "uitstroom",
            )
        },
        """
        with jaar as (
            select wet, aanbieder_agb, year(maand) as jaar, max(maand) as maand, sum(instroom) as instroom
                , sum(uitstroom) as uitstroom, max_by(stand, maand) as stand
            from marts.kpi_lopende_voorzieningen
            where gemeente_code = 'ALLE' and inkoopcategorie = 'ALLE' and aanbieder_agb <> 'ALLE'
            group by wet, aanbieder_agb, year(maand)
        )
        select wet, aanbieder_agb, jaar, month(maand), stand - instroom + uitstroom, instroom, uitstroom, stand
        from jaar
        where maand = (select max(maand) from jaar) and instroom > uitstroom and stand - instroom + uitstroom > 0
        order by instroom - uitstroom desc, wet, aanbieder_agb
        limit 1
        """,
    )
    if rij is None:
        return None
    wet, agb, jaar, maand, begin, instroom, uitstroom, stand = rij
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
    """The provider with the lowest share of starts reported in time in the last year, of those with ten or more."""
    rij = _een(
        con,
        kolommen,
        {"marts.kpi_termijn": ("termijn", "wet", "gemeente_code", "aanbieder_agb", "maand", "totaal", "binnen_norm")},
        """
        with jaar as (
            select wet, aanbieder_agb, year(maand) as jaar, sum(totaal) as totaal, sum(binnen_norm) as binnen
            from marts.kpi_termijn
            where gemeente_code = 'ALLE' and termijn = '305_5WD'
            group by wet, aanbieder_agb, year(maand)
        )
        select een.wet, een.aanbieder_agb, een.jaar, een.totaal, een.binnen, alle.totaal, alle.binnen
        from jaar as een
        inner join jaar as alle on een.wet = alle.wet and een.jaar = alle.jaar and alle.aanbieder_agb = 'ALLE'
        where een.aanbieder_agb <> 'ALLE' and een.totaal >= 10 and een.jaar = (select max(jaar) from jaar)
        order by een.binnen / een.totaal, een.wet, een.aanbieder_agb
        limit 1
        """,
    )
    if rij is None:
        return None
    wet, agb, jaar, totaal, binnen, alle_totaal, alle_binnen = rij
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
        f" ({getal_tekst(100 * binnen / totaal, 1)}%); alle aanbieders samen"
        f" {getal_tekst(100 * alle_binnen / alle_totaal, 1)}%.",
        _adres("aanbieder", wet=wet, jaar=jaar, aanbieder=agb),
        f"Alles over {naam}, {wet} {jaar}",
    )


def _wat_kost_een_plek(con: duckdb.DuckDBPyConnection, kolommen: Kolommen, g: Gegevens) -> Vraag | None:
    """Euros per place in the last month's year to date against the same months a year earlier, of the largest product
    with prices for all its days in both."""
    rij = _een(
        con,
        kolommen,
        {
            "marts.kpi_plekken_realisatie": (
                "wet",
                "gemeente_code",
                "aanbieder_agb",
                "productcode",
                "maand",
                "plekken_ytd",
                "realisatie_ytd_eur",
                "zorgdagen_zonder_prijs_ytd",
            )
        },
        """
        with rij as (
            select * from marts.kpi_plekken_realisatie
            where gemeente_code = 'ALLE' and aanbieder_agb = 'ALLE' and productcode <> 'ALLE'
                and plekken_ytd > 0 and realisatie_ytd_eur > 0 and zorgdagen_zonder_prijs_ytd = 0
        )
        select nu.wet, nu.productcode, year(nu.maand), month(nu.maand), nu.realisatie_ytd_eur, nu.plekken_ytd
            , toen.realisatie_ytd_eur, toen.plekken_ytd
        from rij as nu
        inner join rij as toen
            on nu.wet = toen.wet and nu.productcode = toen.productcode and nu.maand = toen.maand + interval 1 year
        where nu.maand = (select max(maand) from rij)
        order by nu.plekken_ytd desc, nu.wet, nu.productcode
        limit 1
        """,
    )
    if rij is None:
        return None
    wet, product, jaar, maand, eur, plekken, eur_toen, plekken_toen = rij
    nu, toen = float(eur) / plekken, float(eur_toen) / plekken_toen
    return Vraag(
        f"Wat kost een plek van product {product} dit jaar, tegen vorig jaar?",
        (
            "Open Plekken en kies de wet; zoek het product in de tabel.",
            "Deel de euro’s van het product door de plekken, beide over het jaar tot en met de maand.",
            "Doe hetzelfde voor dezelfde maanden van vorig jaar; kies daarvoor het jaar en ‘tot en met’.",
        ),
        f"Tot en met {MAANDEN_LANG[maand - 1]} {jaar}: € {getal_tekst(float(eur))} over {getal_tekst(plekken, 2)}"
        f" plekken is € {getal_tekst(nu)} per plek. In dezelfde maanden van {jaar - 1}: € {getal_tekst(toen)}"
        f" ({_verschil(nu, toen)}).",
        _adres("plekken", wet=wet, jaar=jaar, maand=maand),
        f"Plekken, {wet} {jaar}",
    )


def _verschil(nu: float, toen: float) -> str:
    """The change in percent, in one decimal."""
    pct = round(100 * (nu / toen - 1), 1)
    return "gelijk" if pct == 0 else f"{'+' if pct > 0 else '−'}{getal_tekst(abs(pct), 1)}%"


def _een(
    con: duckdb.DuckDBPyConnection, kolommen: Kolommen, nodig: dict[str, tuple[str, ...]], sql: str
) -> tuple[Any, ...] | None:
    """The first row, or None when this audience does not have the columns or nothing fits."""
    if not all(set(eigen) <= kolommen.get(tabel, set()) for tabel, eigen in nodig.items()):
        return None
    return con.execute(sql).fetchone()


def _adres(pagina: str, **keuze: object) -> str:
    return f"{pagina}.html#{urlencode(keuze)}"
