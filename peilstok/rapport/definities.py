"""The definitions that the site shows: of tables and columns from the dictionary.csv of the same publication (what a
figure means is written in one place, the yml of its table), of A-, K- and rule numbers from the book of definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

from peilstok.begrippen import Begrip, Boek, Kpi, Regel, Stuk, nummers_in, standaardwaarden, vul_in
from peilstok.rapport.tabelbestand import lees_csv

DICTIONARY = "dictionary.csv"
_MAATSCHEMA = ("marts.kpi_", "marts.stoplicht")


@dataclass(frozen=True)
class Kolom:
    """A published column in the words of the dictionary."""

    naam: str
    omschrijving: str
    eenheid: str
    definitie: str


@dataclass(frozen=True)
class Definitie:
    """A published table: what it counts, how, from what, and what to mind. `tabel` is schema and name, `gemaakt_van`
    the published tables that it is made of."""

    tabel: str
    omschrijving: str
    formule: str
    definitie: str
    bron: str
    let_op: str
    keuzes: tuple[str, ...]
    gemaakt_van: tuple[str, ...] = ()
    kolommen: list[Kolom] = field(default_factory=list)

    @property
    def anker(self) -> str:
        """Its place on the page: the name without schema."""
        return self.tabel.partition(".")[2]

    @property
    def nummers(self) -> list[str]:
        """The numbers that it or one of its columns holds."""
        return nummers_in(" ".join((self.definitie, *(kolom.definitie for kolom in self.kolommen))))

    @property
    def is_maat(self) -> bool:
        """Whether it holds figures that the site shows, rather than what they are made from."""
        return self.tabel.startswith(_MAATSCHEMA)

    @property
    def is_pagina(self) -> bool:
        """Whether it is other tables as one page shows them."""
        return self.anker.startswith("pagina_")

    @property
    def titel(self) -> str:
        """Its name for a reader: kpi_plekken_realisatie is Plekken realisatie."""
        kaal = self.anker.removeprefix("kpi_").removeprefix("fct_").removeprefix("dim_").replace("_", " ")
        return kaal[:1].upper() + kaal[1:]


@dataclass(frozen=True)
class Definitieboek:
    """The book of definitions beside the tables of one publication; each number and term is an anchor on the page."""

    boek: Boek
    tabellen: list[Definitie]
    waarden: Mapping[str, str] = field(default_factory=standaardwaarden)
    """Parameter -> the value in this publication."""

    @property
    def kpis(self) -> list[tuple[Begrip, list[Kpi]]]:
        """The K-numbers per source document."""
        bronnen = (b for b in self.boek.begrippen if b.code.startswith("seed "))
        return [(bron, [kpi for kpi in self.boek.kpis if kpi.brondocument == bron.code]) for bron in bronnen]

    @property
    def begrippen(self) -> list[tuple[str, list[Begrip]]]:
        """The terms per group."""
        return [(groep, [b for b in self.boek.begrippen if b.groep == groep]) for groep in self.boek.groepen]

    @property
    def regels(self) -> tuple[Regel, ...]:
        return self.boek.regels

    def stelling(self, regel: Regel) -> str:
        """What must hold, with the value of what the rule leaves to a parameter."""
        return vul_in(regel.stelling, self.waarden)

    def waar(self, kpi: Kpi) -> list[Definitie]:
        """The tables of this publication that hold a K-number, of themselves or in a column."""
        return [d for d in self.tabellen if kpi.nummer in d.nummers]

    def uitleg(self, tekst: str) -> Markup:
        """`tekst` escaped, with a link at each number, term and table that this page explains."""
        tabellen = {naam for d in self.tabellen for naam in (d.anker, d.tabel)}
        return Markup("").join(_html(stuk, tabellen) for stuk in self.boek.stukken(vul_in(tekst, self.waarden)))


def _html(stuk: Stuk, tabellen: set[str]) -> Markup:
    if stuk.is_code:
        code = Markup("<code>{}</code>").format(stuk.tekst)
        naam = stuk.tekst.rpartition(".")[2]
        return Markup('<a href="#{}">{}</a>').format(naam, code) if naam in tabellen else code
    if stuk.anker:
        return Markup('<a href="#{}">{}</a>').format(stuk.anker, stuk.tekst)
    return escape(stuk.tekst)


def lees_definities(pad: Path) -> list[Definitie]:
    """Every table of the dictionary at `pad`, measures first, then by name; nothing when there is no dictionary."""
    if not pad.is_file():
        return []
    tabellen: dict[str, Definitie] = {}
    for rij in lees_csv(pad):
        if not rij["kolom"]:
            tabellen[rij["tabel"]] = Definitie(
                tabel=rij["tabel"],
                omschrijving=rij["omschrijving"],
                formule=rij["formule"],
                definitie=rij["definitie"],
                bron=rij["bron"],
                let_op=rij["let_op"],
                keuzes=tuple(k for k in rij["keuzes"].split("; ") if k),
                gemaakt_van=tuple(rij["gemaakt_van"].split()),
            )
        else:
            tabellen[rij["tabel"]].kolommen.append(
                Kolom(rij["kolom"], rij["omschrijving"], rij["eenheid"], rij["definitie"])
            )
    return sorted(tabellen.values(), key=lambda d: (not d.is_maat, d.titel.lower(), d.tabel))
