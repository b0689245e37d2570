"""The message catalogue: every release, law, message and field of the standard, as data.

The CSV files beside this module and the seeds `bericht.csv` and `codelijst.csv` of dbt are the only place where a
field is described. Validation, extraction, the raw tables, the writer of demo messages and the dictionary are made
from what `laad_catalogus` returns.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CATALOGUS_MAP = Path(__file__).parent / "catalogus"
# Messages and code lists are dbt seeds too, so that SQL reads the same facts.
SEED_MAP = Path(__file__).parents[2] / "dbt" / "seeds"
WETTEN = ("Jw", "Wmo")


class CatalogusFout(ValueError):
    """The catalogue's own data contradicts itself; names the file and the row."""


@dataclass(frozen=True)
class Datatype:
    """A simple type (`LDT_..`): its XSD base and facets, None where the facet is absent."""

    naam: str
    basis: str
    min_lengte: int | None
    max_lengte: int | None
    patroon: str | None
    min_waarde: int | None
    max_waarde: int | None
    codelijst: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Element:
    """One element of a message with everything below it, in schema order.

    `type` is a simple type (`LDT_..`), a group of the basisschema (`CDT_..`) or empty for a class of the message
    itself. `maximum` is None for unbounded. `in_basis`: the element lies in the namespace of the basisschema.
    """

    naam: str
    pad: str
    type: str
    patroon: str | None
    minimum: int
    maximum: int | None
    tabel: str
    kolom: str
    behandeling: str
    in_basis: bool
    datatype: Datatype | None
    kinderen: tuple[Element, ...]

    @property
    def is_veld(self) -> bool:
        return self.datatype is not None

    def doorloop(self) -> Iterator[Element]:
        """This element and all below it, in schema order."""
        yield self
        for kind in self.kinderen:
            yield from kind.doorloop()


@dataclass(frozen=True)
class Bericht:
    """One message of one law in one release; `wortel` is its root element (without a table of its own)."""

    release: str
    wet: str
    berichttype: str
    code: str
    versie: str
    subversie: str
    naam: str
    afzender: str
    heentype: str | None
    namespace: str
    basis_namespace: str
    wortel: Element

    @property
    def titel(self) -> str:
        """Name as people use it: `JW301` or `WMO301`."""
        return f"{self.wet.upper()}{self.berichttype}"

    def tag(self, element: Element) -> str:
        """Clark name (`{namespace}Naam`) of an element of this message."""
        return f"{{{self.basis_namespace if element.in_basis else self.namespace}}}{element.naam}"


@dataclass(frozen=True)
class Catalogus:
    """All messages, and a version that changes with any fact of the catalogue."""

    versie: str
    berichten: tuple[Bericht, ...]

    def bericht(self, wet: str, berichttype: str, release: str = "3.2") -> Bericht:
        """The message of that law and type; KeyError when the catalogue does not know it."""
        for bericht in self.berichten:
            if (bericht.wet, bericht.berichttype, bericht.release) == (wet, berichttype, release):
                return bericht
        raise KeyError(f"geen bericht {wet} {berichttype} in release {release}")


def _lees(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def _getal(tekst: str) -> int | None:
    return int(tekst) if tekst else None


def _laad_codes(pad: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes valid per (release, codelijst), in the order of the seed."""
    codes: dict[tuple[str, str], list[str]] = {}
    for rij in _lees(pad):
        for release in rij["in_release"].split():
            codes.setdefault((release, rij["codelijst"]), []).append(rij["code"])
    return {sleutel: tuple(waarden) for sleutel, waarden in codes.items()}


def _laad_typen(pad: Path, codes: dict[tuple[str, str], tuple[str, ...]]) -> dict[tuple[str, str, str], Datatype]:
    typen: dict[tuple[str, str, str], Datatype] = {}
    for rij in _lees(pad):
        lijst = rij["codelijst"] or None
        if lijst and (rij["release"], lijst) not in codes:
            raise CatalogusFout(f"type.csv: {rij['type']} noemt codelijst {lijst}, die in codelijst.csv niet voorkomt")
        datatype = Datatype(
            naam=rij["type"],
            basis=rij["basis"],
            min_lengte=_getal(rij["min_lengte"]),
            max_lengte=_getal(rij["max_lengte"]),
            patroon=rij["patroon"] or None,
            min_waarde=_getal(rij["min_waarde"]),
            max_waarde=_getal(rij["max_waarde"]),
            codelijst=lijst,
            codes=codes[rij["release"], lijst] if lijst else (),
        )
        for wet in WETTEN if rij["wet"] == "beide" else (rij["wet"],):
            typen[rij["release"], wet, rij["type"]] = datatype
    return typen


def _bouw(
    pad: str,
    rij: dict[str, str],
    kinderen: dict[str, list[dict[str, str]]],
    bericht: dict[str, str],
    typen: dict[tuple[str, str, str], Datatype],
    in_basis: bool,
) -> Element:
    type_ = rij["type"]
    datatype = typen.get((bericht["release"], bericht["wet"], type_)) if type_.startswith("LDT_") else None
    if type_.startswith("LDT_") and datatype is None:
        raise CatalogusFout(f"veld.csv: {pad} noemt type {type_}, dat in type.csv niet voorkomt")
    # {code}, {versie} and {subversie} only: a pattern may hold braces of its own.
    patroon = rij["patroon"]
    for naam in ("code", "versie", "subversie"):
        patroon = patroon.replace(f"{{{naam}}}", bericht[naam])
    return Element(
        naam=pad.rsplit("/", 1)[-1],
        pad=pad,
        type=type_,
        patroon=patroon or None,
        minimum=int(rij["min"]),
        maximum=_getal(rij["max"]),
        tabel=rij["tabel"],
        kolom=rij["kolom"],
        behandeling=rij["behandeling"],
        in_basis=in_basis,
        datatype=datatype,
        kinderen=tuple(
            _bouw(kind["pad"], kind, kinderen, bericht, typen, type_.startswith("CDT_"))
            for kind in kinderen.get(pad, [])
        ),
    )


_WORTEL = {"type": "", "patroon": "", "min": "1", "max": "1", "tabel": "", "kolom": "", "behandeling": ""}


@cache
def laad_catalogus(map_: Path = CATALOGUS_MAP, seeds: Path = SEED_MAP) -> Catalogus:
    """Read the catalogue; CatalogusFout where its files contradict each other."""
    typen = _laad_typen(map_ / "type.csv", _laad_codes(seeds / "codelijst.csv"))
    velden = _lees(map_ / "veld.csv")
    berichten = []
    for rij in _lees(seeds / "bericht.csv"):
        kinderen: dict[str, list[dict[str, str]]] = {}
        for veld in velden:
            if (veld["release"], veld["berichttype"]) == (rij["release"], rij["berichttype"]) and veld["wet"] in (
                "beide",
                rij["wet"],
            ):
                kinderen.setdefault(veld["pad"].rsplit("/", 1)[0], []).append(veld)
        berichten.append(
            Bericht(
                release=rij["release"],
                wet=rij["wet"],
                berichttype=rij["berichttype"],
                code=rij["code"],
                versie=rij["versie"],
                subversie=rij["subversie"],
                naam=rij["naam"],
                afzender=rij["afzender"],
                heentype=rij["heentype"] or None,
                namespace=rij["namespace"],
                basis_namespace=rij["basis_namespace"],
                wortel=_bouw("Bericht", _WORTEL, kinderen, rij, typen, False),
            )
        )
    feiten = [map_ / naam for naam in ("veld.csv", "type.csv", "envelop.csv", "ei.csv")]
    feiten += [seeds / naam for naam in ("bericht.csv", "codelijst.csv")]
    versie = hashlib.sha256(b"".join(pad.read_bytes() for pad in feiten)).hexdigest()[:12]
    return Catalogus(versie=versie, berichten=tuple(berichten))
