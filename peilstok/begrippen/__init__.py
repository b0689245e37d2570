"""The book of definitions: what every A-number, K-number, rule number and term means, in words for its readers.

Terms and K-numbers are data beside this module (TOML), rules are seed `regel_register`. docs/ (`boek.py`) and the page
Definities are made from it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

_HIER = Path(__file__).parent
# The registry of rules is a dbt seed, so that SQL reads the same facts.
_REGELS = _HIER.parents[1] / "dbt" / "seeds" / "regel_register.csv"

NUMMER = re.compile(
    r"(?<![\w.-])(?:K\d{3}-\d{2}|A\d{1,2}|(?:OP|TR|IV|CS|CD)\d{3}(?:x\d|[a-z])?|DWH-\d{2}|S\d{3}-[A-Z\d]+(?:-[A-Z\d]+)*"
    r"|seed 00\d)(?!\w)"
)
"""What counts as a citation: an A-, K- or rule number, or a source document."""

_PARAMETERS = _REGELS.with_name("parameter.csv")

_STUK = re.compile(rf"`(?P<code>[^`]+)`|\[(?P<woord>[^\]]+)\]|(?P<nummer>{NUMMER.pattern})")


class BoekFout(ValueError):
    """The book's own data contradicts itself; names the file and the entry."""


@dataclass(frozen=True)
class Begrip:
    """A term, with its A-number or other code when it has one. `ook`: other words for it."""

    groep: str
    naam: str
    tekst: str
    code: str = ""
    ook: tuple[str, ...] = ()
    nog_niet: str = ""

    @property
    def anker(self) -> str:
        # Tables have their name as anchor on the page, and some are called as a term is (bevinding, regel).
        return anker(self.code or f"begrip {self.naam}")


@dataclass(frozen=True)
class Kpi:
    """What a K-number means. `keuze`: the reading that was chosen; `waar`: where it is found beside tables; `nog_niet`:
    what it asks that Peilstok does not have."""

    nummer: str
    naam: str
    definitie: str
    bron: str
    formule: str = ""
    keuze: str = ""
    waar: str = ""
    nog_niet: str = ""

    @property
    def anker(self) -> str:
        return anker(self.nummer)

    @property
    def brondocument(self) -> str:
        """The code of its source document: K001-06 comes from seed 001."""
        return f"seed {self.nummer[1:4]}"


@dataclass(frozen=True)
class Regel:
    """A row of the registry of rules; `nummers` are those that it goes by, the first names it."""

    nummers: tuple[str, ...]
    wet: str
    berichten: str
    stelling: str
    eigenaar: str
    status: str
    toelichting: str
    bron: str


class Stuk(NamedTuple):
    """A part of a text: plain, `is_code`, or with the `anker` of what it refers to."""

    tekst: str
    anker: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Boek:
    """The whole book."""

    groepen: tuple[str, ...]
    begrippen: tuple[Begrip, ...]
    kpis: tuple[Kpi, ...]
    regels: tuple[Regel, ...]

    @cached_property
    def ankers(self) -> dict[str, str]:
        """Per number, code, term and other word for a term (lower case) its anchor. BoekFout when two claim one."""
        paren = [
            *((naam, b.anker) for b in self.begrippen for naam in (b.code, b.naam, *b.ook) if naam),
            *((kpi.nummer, kpi.anker) for kpi in self.kpis),
            *((nummer, anker(nummer)) for regel in self.regels for nummer in regel.nummers),
        ]
        gevonden: dict[str, str] = {}
        for naam, plek in paren:
            if gevonden.setdefault(naam.lower(), plek) != plek:
                raise BoekFout(f"begrippen: {naam} staat er twee keer")
        return gevonden

    @cached_property
    def vindplaats(self) -> dict[str, Regel]:
        """Per number the rule where it is explained: its own, or the first that goes by it too."""
        gevonden: dict[str, Regel] = {}
        for regel in sorted(self.regels, key=lambda r: len(r.nummers)):
            for nummer in regel.nummers:
                gevonden.setdefault(nummer, regel)
        return gevonden

    def anker(self, verwijzing: str) -> str:
        """The anchor of a number or word; empty when the book does not have it."""
        return self.ankers.get(verwijzing.lower(), "")

    def stukken(self, tekst: str) -> Iterator[Stuk]:
        """`tekst` in parts: `code`, [terms] and numbers that the book has, and what stands between."""
        tot = 0
        for gevonden in _STUK.finditer(tekst):
            code, woord, nummer = gevonden["code"], gevonden["woord"], gevonden["nummer"]
            plek = "" if code else self.anker(woord or nummer)
            if not (code or plek):
                continue
            if tot < gevonden.start():
                yield Stuk(tekst[tot : gevonden.start()])
            yield Stuk(code or woord or nummer, plek, bool(code))
            tot = gevonden.end()
        if tot < len(tekst):
            yield Stuk(tekst[tot:])


def anker(naam: str) -> str:
    """K000-01 is k000-01, seed 000 is seed-000: the same place in docs/ and on the page."""
    return "-".join(re.findall(r"[^\W_]+", naam.lower()))


def nummers_in(tekst: str) -> list[str]:
    """The numbers that a text cites, in order."""
    return NUMMER.findall(tekst)


@cache
def standaardwaarden() -> Mapping[str, str]:
    """Parameter -> the value that it has without a choice of the municipality (seed `parameter`)."""
    with _PARAMETERS.open(encoding="utf-8", newline="") as bestand:
        return {rij["parameter"]: rij["waarde"] for rij in csv.DictReader(bestand)}


def vul_in(tekst: str, waarden: Mapping[str, str]) -> str:
    """`tekst` with the value of a parameter where it says {parameter}, in Dutch notation."""
    return re.sub(r"{(\w+)}", lambda plek: waarden.get(plek[1], plek[1]).replace(".", ","), tekst)


@cache
def laad_boek() -> Boek:
    """The book as it lies beside this module. BoekFout when an entry lacks a field or has an unknown one."""
    woorden = _lees("begrippen.toml")
    groepen = tuple(woorden["groepen"])
    begrippen = tuple(_maak(Begrip, "begrippen.toml", rij) for rij in woorden["begrip"])
    if onbekend := {b.groep for b in begrippen} - set(groepen):
        raise BoekFout(f"begrippen.toml: onbekende groep {', '.join(sorted(onbekend))}")
    kpis = tuple(_maak(Kpi, "definities.toml", rij) for rij in _lees("definities.toml")["definitie"])
    with _REGELS.open(encoding="utf-8", newline="") as bestand:
        regels = tuple(
            Regel(
                tuple(rij["regel"].split("/")),
                rij["wet"],
                rij["berichttypen"],
                rij["stelling"],
                rij["eigenaar"],
                rij["status"],
                rij["toelichting"],
                rij["bron"],
            )
            for rij in csv.DictReader(bestand)
        )
    return Boek(groepen, begrippen, kpis, regels)


def _lees(naam: str) -> dict[str, Any]:
    return tomllib.loads((_HIER / naam).read_text(encoding="utf-8"))


def _maak(soort: type[T], bestand: str, rij: dict[str, Any]) -> T:
    velden = {naam: tuple(w) if isinstance(w, list) else str(w).strip() for naam, w in rij.items()}
    try:
        return soort(**velden)
    except TypeError as fout:
        raise BoekFout(f"{bestand}, {rij.get('nummer') or rij.get('naam')}: {fout}") from fout
