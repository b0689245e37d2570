"""From the bytes of an outcome file to its lines, by the layout that fits it. Says nothing about what stands in them.

CSV and XLSX name their columns, in any order; fixed-width text is recognised by the length of its lines. In a
spreadsheet a number has lost its zeros, so it is filled up to the width of its column; a date cell is a date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peilstok.laden.csvbestand import CsvFout, lees_csv
from peilstok.uitkomsten.layout import Kolom, Layout, Layouts
from peilstok.werkblad import MAX_RIJEN, WerkbladFout, Werkbladlezer

SOORTEN = ("csv", "xlsx", "txt")
_CIJFERS = re.compile(r"[0-9]+")
_DATUMCEL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATUMS = ("datum", "geboortedatum")


class Onleesbaar(ValueError):
    """The file cannot be read as any layout; the text is Dutch and quotes nothing of it."""


@dataclass(frozen=True)
class Regel:
    """A line: `cellen` in the order of the layout, or `reden` why it has none. `nummer` counts lines of the file."""

    nummer: int
    cellen: tuple[str, ...]
    reden: str = ""


@dataclass(frozen=True)
class Bestandsinhoud:
    """A file that could be read as a layout."""

    layout: Layout
    regels: list[Regel]


def lees(soort: str, inhoud: bytes, layouts: Layouts, werkbladlezer: Werkbladlezer) -> Bestandsinhoud:
    """`soort` is one of SOORTEN. Onleesbaar when no layout fits."""
    try:
        match soort:
            case "csv":
                return _met_kop(lees_csv(inhoud), layouts, is_werkblad=False)
            case "xlsx":
                return _met_kop(enumerate(werkbladlezer.lees(inhoud), 1), layouts, is_werkblad=True)
            case _:
                return _vaste_breedte(inhoud, layouts)
    except (CsvFout, WerkbladFout) as fout:
        raise Onleesbaar(str(fout)) from None


def _met_kop(rijen: Iterable[tuple[int, list[str]]], layouts: Layouts, is_werkblad: bool) -> Bestandsinhoud:
    lopend = iter(rijen)
    _, kop = next(lopend, (1, []))
    namen = [naam.strip().lower() for naam in kop]
    layout = _passend(set(namen), layouts)
    dubbel = [kolom.naam for kolom in layout.kolommen if namen.count(kolom.naam) > 1]
    if dubbel:
        raise Onleesbaar(f"kolom {', '.join(dubbel)} staat meer dan eens in de kop")
    plaatsen = [namen.index(kolom.naam) for kolom in layout.kolommen]
    regels = []
    for nummer, cellen in _begrensd(lopend):
        if not any(cel.strip() for cel in cellen):
            continue
        if len(cellen) != len(namen):
            regels.append(Regel(nummer, tuple(cellen), "de regel heeft niet evenveel kolommen als de kop"))
            continue
        aangevuld = _uit_werkblad if is_werkblad else _uit_tekst
        regels.append(
            Regel(
                nummer,
                tuple(
                    aangevuld(kolom, cellen[plaats].strip())
                    for kolom, plaats in zip(layout.kolommen, plaatsen, strict=True)
                ),
            )
        )
    return Bestandsinhoud(layout, regels)


def _begrensd(rijen: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for aantal, rij in enumerate(rijen):
        if aantal >= MAX_RIJEN:
            raise Onleesbaar(f"het bestand heeft meer dan {MAX_RIJEN} regels; lever per kwartaal of maand aan")
        yield rij


def _passend(namen: set[str], layouts: Layouts) -> Layout:
    """The layout of which every column is there; the one that lacks least says what is missing."""
    missend = {layout.naam: [k.naam for k in layout.kolommen if k.naam not in namen] for layout in layouts.layouts}
    beste = min(layouts.layouts, key=lambda layout: (len(missend[layout.naam]), -len(layout.kolommen)))
    if missend[beste.naam]:
        raise Onleesbaar(f"kolom {', '.join(missend[beste.naam])} ontbreekt in de kop")
    return beste


def _uit_tekst(kolom: Kolom, cel: str) -> str:
    """Whoever opened the CSV in a spreadsheet and saved it lost the zeros of every code."""
    return cel if kolom.soort == "vrij" else _aangevuld(kolom, cel)


def _uit_werkblad(kolom: Kolom, cel: str) -> str:
    if kolom.soort in _DATUMS and (datum := _DATUMCEL.fullmatch(cel)):
        return "".join(datum.groups())
    return _aangevuld(kolom, cel)


def _aangevuld(kolom: Kolom, cel: str) -> str:
    # where there is no postcode stands a gemeentecode, which has four digits
    breedte = 4 if kolom.soort == "postcode" else kolom.breedte
    return cel.zfill(breedte) if _CIJFERS.fullmatch(cel) else cel


def _vaste_breedte(inhoud: bytes, layouts: Layouts) -> Bestandsinhoud:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Onleesbaar("het bestand is geen ASCII of UTF-8") from None
    # not splitlines: that also ends a line at signs that may be part of a text
    genummerd = [(nr, regel.removesuffix("\r")) for nr, regel in enumerate(tekst.split("\n"), 1) if regel.strip()]
    if not genummerd:
        raise Onleesbaar("het bestand is leeg")
    if len(genummerd) > MAX_RIJEN:
        raise Onleesbaar(f"het bestand heeft meer dan {MAX_RIJEN} regels; lever per kwartaal of maand aan")
    # the last columns may be empty, and many programs leave out spaces at the end
    lengte = Counter(len(regel) for _, regel in genummerd).most_common(1)[0][0]
    passend = [layout for layout in layouts.layouts if _minimaal(layout) <= lengte <= layout.breedte]
    if not passend:
        bekend = " of ".join(str(layout.breedte) for layout in layouts.layouts)
        raise Onleesbaar(f"de regels zijn geen {bekend} tekens lang; dit is geen bekende vaste breedte")
    layout = min(passend, key=lambda layout: layout.breedte)
    regels = []
    for nummer, regel in genummerd:
        if _minimaal(layout) <= len(regel) <= layout.breedte:
            regels.append(Regel(nummer, tuple(_geknipt(layout, regel))))
        else:
            regels.append(Regel(nummer, (regel,), f"de regel is geen {layout.breedte} tekens lang"))
    return Bestandsinhoud(layout, regels)


def _minimaal(layout: Layout) -> int:
    """Length of a line of which the optional columns at the end are left out."""
    weg = 0
    for kolom in reversed(layout.kolommen):
        if kolom.verplicht:
            break
        weg += kolom.breedte
    return layout.breedte - weg


def _geknipt(layout: Layout, regel: str) -> Iterator[str]:
    plaats = 0
    for kolom in layout.kolommen:
        yield regel[plaats : plaats + kolom.breedte].strip()
        plaats += kolom.breedte
