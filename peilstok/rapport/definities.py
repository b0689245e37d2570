"""The definitions that the site shows, from the dictionary.csv of the same publication: what a figure means is written
in one place, the yml of its table."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

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
    """A published table: what it counts, how, from what, and what to mind. `tabel` is schema and name."""

    tabel: str
    omschrijving: str
    formule: str
    definitie: str
    bron: str
    let_op: str
    keuzes: tuple[str, ...]
    kolommen: list[Kolom] = field(default_factory=list)

    @property
    def anker(self) -> str:
        """Its place on the page: the name without schema."""
        return self.tabel.partition(".")[2]

    @property
    def is_maat(self) -> bool:
        """Whether it holds figures that the site shows, rather than what they are made from."""
        return self.tabel.startswith(_MAATSCHEMA)

    @property
    def titel(self) -> str:
        """Its name for a reader: kpi_plekken_realisatie is Plekken realisatie."""
        kaal = self.anker.removeprefix("kpi_").removeprefix("fct_").removeprefix("dim_").replace("_", " ")
        return kaal[:1].upper() + kaal[1:]


def lees_definities(pad: Path) -> list[Definitie]:
    """Every table of the dictionary at `pad`, measures first, then by name; nothing when there is no dictionary."""
    if not pad.is_file():
        return []
    tabellen: dict[str, Definitie] = {}
    with pad.open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            if not rij["kolom"]:
                tabellen[rij["tabel"]] = Definitie(
                    tabel=rij["tabel"],
                    omschrijving=rij["omschrijving"],
                    formule=rij["formule"],
                    definitie=rij["definitie"],
                    bron=rij["bron"],
                    let_op=rij["let_op"],
                    keuzes=tuple(k for k in rij["keuzes"].split("; ") if k),
                )
            else:
                tabellen[rij["tabel"]].kolommen.append(
                    Kolom(rij["kolom"], rij["omschrijving"], rij["eenheid"], rij["definitie"])
                )
    return sorted(tabellen.values(), key=lambda d: (not d.is_maat, d.titel.lower(), d.tabel))
