"""The layouts an outcome file may have, as data (layout.csv): per column its name in the file, which of our columns it
is, its width in fixed-width text, whether it must be filled, and what may stand in it.

`soort` says how a cell is read (`cel.py`). `waarden` is the list of a code, with spaces in between; `1=J` where a
layout has another word for our J. A column that a layout lacks is empty in every line.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LAYOUTS = Path(__file__).with_name("layout.csv")

MAX_BREEDTE = 9
"""No column is wider: too little for a name with a date of birth."""

KOLOMMEN = (
    "aanbieder_agb",
    "verslagjaar",
    "periode",
    "aanleverdatum",
    "volgnummer",
    "bsn",
    "geboortedatum",
    "geslacht",
    "postcode",
    "gemeentecode",
    "verwijzer",
    "hulpvorm",
    "crisis",
    "datum_aanvang",
    "datum_einde",
    "reden_beeindiging",
    "productcategorie",
    "profiel",
    "perspectief",
    "zorgvraagzwaarte",
    "complexiteit",
    "informant",
    "meetdatum",
    "tevredenheid",
    "zonder_hulp",
    "zonder_hulp_schaal",
    "doelrealisatie",
)
"""Our columns: first those that are the same in every line, then the record, then the measurement."""
KOP = KOLOMMEN[:5]
METING = KOLOMMEN[-6:]
SOORTEN = frozenset(
    ("agb", "jaar", "code", "bsn", "geboortedatum", "postcode", "gemeente", "datum", "volgnummer", "vrij")
)


class LayoutFout(ValueError):
    """The layouts themselves are wrong: a fault of ours, not of a file."""


@dataclass(frozen=True)
class Kolom:
    """A column of a layout; `waarden` maps what may stand in the file to our word for it."""

    naam: str
    kolom: str
    breedte: int
    verplicht: bool
    soort: str
    waarden: Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """Columns in the order of fixed-width text."""

    naam: str
    kolommen: tuple[Kolom, ...]

    @property
    def breedte(self) -> int:
        """Characters of a line of fixed-width text."""
        return sum(kolom.breedte for kolom in self.kolommen)


@dataclass(frozen=True)
class Layouts:
    """All of them; `versie` changes with any fact in them."""

    layouts: tuple[Layout, ...]
    versie: str


def lees_layouts(pad: Path = LAYOUTS) -> Layouts:
    """Read the layouts of a file. LayoutFout when it contradicts itself."""
    inhoud = pad.read_bytes()
    per_naam: dict[str, list[tuple[int, Kolom]]] = {}
    for rij in csv.DictReader(inhoud.decode("utf-8").splitlines()):
        waarden = dict((w.split("=") * 2)[:2] for w in rij["waarden"].split())
        kolom = Kolom(rij["naam"], rij["kolom"], int(rij["breedte"]), rij["verplicht"] == "ja", rij["soort"], waarden)
        if kolom.kolom not in KOLOMMEN or kolom.soort not in SOORTEN or not 0 < kolom.breedte <= MAX_BREEDTE:
            raise LayoutFout(f"{pad.name}: kolom {kolom.naam} van {rij['layout']} klopt niet")
        per_naam.setdefault(rij["layout"], []).append((int(rij["volgorde"]), kolom))
    layouts = tuple(
        Layout(naam, tuple(kolom for _, kolom in sorted(kolommen, key=lambda paar: paar[0])))
        for naam, kolommen in per_naam.items()
    )
    for layout in layouts:
        namen = [kolom.naam for kolom in layout.kolommen]
        doelen = [kolom.kolom for kolom in layout.kolommen]
        if len(set(namen)) < len(namen) or len(set(doelen)) < len(doelen):
            raise LayoutFout(f"{pad.name}: layout {layout.naam} noemt een kolom twee keer")
    return Layouts(layouts, hashlib.sha256(inhoud).hexdigest()[:16])
