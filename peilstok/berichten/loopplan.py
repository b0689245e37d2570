"""What to do with each element of a message, worked out beforehand from the catalogue.

A valid message is one sequence of start tags, and from the place of one tag the next tag says which element it is.
The plan is that table: per element, for each tag that may follow, what to do and where that leaves us. So a message
is read in one flat pass, without descending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from peilstok.berichten.catalogus import Bericht, CatalogusFout, Element

BERICHT = "bericht"
"""The table of a message's header; everything outside a class of its own lands there."""


class Soort(IntEnum):
    """How an element is treated. Plain ints where it counts: the reader compares them by value."""

    TEKST = 0
    DATUM = 1
    GETAL = 2
    WEG = 3
    AANWEZIG = 4
    KENMERK = 5
    TIJD = 6
    BSN = 7
    GEBOORTE = 8
    PC4 = 9
    HERHAALD = 10
    GROEP = 11
    KLASSE = 12
    NUMMER = 13


_BEHANDELING = {
    "weg": Soort.WEG,
    "aanwezig": Soort.AANWEZIG,
    "pseudoniem": Soort.BSN,
    "geboortemaand": Soort.GEBOORTE,
    "pc4": Soort.PC4,
    "herhaald": Soort.HERHAALD,
    "nummer": Soort.NUMMER,
}
_BASIS = {"date": Soort.DATUM, "integer": Soort.GETAL, "time": Soort.TIJD}


def _is_klasse(element: Element) -> bool:
    return not element.is_veld and element.tabel not in ("", BERICHT)


def soort_van(element: Element) -> Soort:
    """How an element is treated: as `behandeling` says, else as its type asks."""
    if element.behandeling:
        return _BEHANDELING[element.behandeling]
    datatype = element.datatype
    if datatype is None:
        return Soort.KLASSE if _is_klasse(element) else Soort.GROEP
    if datatype.basis != "string":
        return _BASIS[datatype.basis]
    # Nine digits fit, so a Bsn may have slipped into this reference of the sender's own; a mail address or a telephone
    # number needs as much.
    if not datatype.codelijst and (datatype.max_lengte is None or datatype.max_lengte >= 9):
        return Soort.KENMERK
    return Soort.TEKST


@dataclass(slots=True)
class Plaats:
    """An element at its place. `tabel` is the table of the class around it (or of itself, being a class).

    `niveau` names that place for a RetourCode; `kolom` is the position in the row, -1 where nothing is stored.
    `volgende` says per tag what may come next; `enige` holds that one when there is no choice, else nothing. In a
    document that passed its schema it is then that one, and asking lxml for a tag costs as much as all else we do
    with an element (95 ns): seven in ten need not be asked.
    """

    element: Element
    ouder: Plaats | None
    nr: int
    tabel: str
    niveau: str
    soort: int
    kolom: int
    kinderen: list[Plaats] = field(default_factory=list)
    volgende: dict[str, Overgang] = field(default_factory=dict)
    enige: list[Overgang] = field(default_factory=list)

    @property
    def is_client(self) -> bool:
        return self.element.naam == "Client"


Overgang: TypeAlias = "tuple[int, str, int, str, Plaats, list[Overgang], dict[str, Overgang]]"
"""(soort, name, column, table when the row changes to that of another class, place, `enige` and `volgende` there)."""


def _eersten(plaatsen: list[Plaats]) -> Iterator[Plaats]:
    """Which of these may come first: up to and including the first that must be there."""
    for plaats in plaatsen:
        yield plaats
        if plaats.element.minimum > 0:
            return


def _kan_leeg(plaatsen: list[Plaats]) -> bool:
    return all(plaats.element.minimum == 0 for plaats in plaatsen)


def _na(plaats: Plaats) -> Iterator[Plaats]:
    """Elements whose start tag may follow the start tag of this one."""
    yield from _eersten(plaats.kinderen)
    if _kan_leeg(plaats.kinderen):
        yield from _na_einde(plaats)


def _na_einde(plaats: Plaats) -> Iterator[Plaats]:
    if plaats.ouder is None:
        return
    if plaats.element.maximum is None:
        yield plaats
    broers = plaats.ouder.kinderen[plaats.nr + 1 :]
    yield from _eersten(broers)
    if _kan_leeg(broers):
        yield from _na_einde(plaats.ouder)


def maak_plan(bericht: Bericht, kolom_nr: Callable[[str, str], int]) -> Plaats:
    """The place before the first element; `kolom_nr(table, column)` gives positions in rows.

    CatalogusFout where one tag could mean two things: then the message cannot be read in one pass.
    """

    def bouw(element: Element, ouder: Plaats | None, nr: int, tabel: str, niveau: str) -> Plaats:
        if _is_klasse(element):
            tabel, niveau = element.tabel, element.tabel.split("_", 1)[1]
        elif element.kinderen and element.naam not in ("Bericht", "Header", "RetourCodes"):
            niveau = f"{niveau}_{element.naam.lower()}"
        kolom = kolom_nr(element.tabel, element.kolom) if element.kolom else -1
        plaats = Plaats(element, ouder, nr, tabel, niveau, int(soort_van(element)), kolom)
        plaats.kinderen = [bouw(kind, plaats, i, tabel, niveau) for i, kind in enumerate(element.kinderen)]
        return plaats

    def verbind(plaats: Plaats) -> None:
        for doel in _na(plaats):
            overgang = (
                doel.soort,
                doel.element.naam,
                doel.kolom,
                doel.tabel if doel.soort != Soort.KLASSE and doel.tabel != plaats.tabel else "",
                doel,
                doel.enige,
                doel.volgende,
            )
            eerder = plaats.volgende.setdefault(bericht.tag(doel.element), overgang)
            if eerder[4] is not doel:
                raise CatalogusFout(
                    f"{bericht.titel}: na {plaats.element.pad} kan {doel.element.naam} twee dingen betekenen"
                )
        if len(plaats.volgende) == 1:
            plaats.enige.extend(plaats.volgende.values())
        for kind in plaats.kinderen:
            verbind(kind)

    wortel = bouw(bericht.wortel, None, 0, BERICHT, "header")
    verbind(wortel)
    return wortel
