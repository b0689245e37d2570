"""The conformance kit: the made-up region as a download for whoever makes comparable software, the cells that follow
from its truth, and a score for a set of tables. The cells come from the simulation, never from our own warehouse."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from peilstok.demo.archief import maak_zip
from peilstok.demo.vergelijk import FEITEN, KPIS, Rijen, Sleutelnamen, verwachte_feiten
from peilstok.demo.waarheid import Waarheid

GELIJK = 1e-6
"""Numbers that differ less are equal: a percentage may be rounded at six decimals."""
VOORBEELDEN = 3


class KitFout(ValueError):
    """The tables on offer cannot be read; the message is Dutch."""


@dataclass(frozen=True)
class Score:
    """How a table did: cells that should be there, those that are right, and rows that should not be there.
    `gevonden` False: there was no such table on offer."""

    tabel: str
    cellen: int
    goed: int
    rijen_te_veel: int
    gevonden: bool
    voorbeelden: tuple[str, ...]

    @property
    def percentage(self) -> float:
        """Right cells of those that should be there and those of rows that should not; 100 is conformance."""
        noemer = self.cellen + self.rijen_te_veel
        return 100 * self.goed / noemer if noemer else 0.0


Tabellen = Mapping[str, tuple[Sleutelnamen, Rijen]]


def verwacht(waarheid: Waarheid) -> Tabellen:
    """Table -> its key and its rows. No client: a pseudonym is everybody's own."""
    tabellen = {
        tabel: (sleutel, verwachte_feiten(sleutel, getattr(waarheid, naam)))
        for tabel, (sleutel, naam) in FEITEN.items()
    }
    return tabellen | {tabel: (sleutel, reken(waarheid)) for tabel, (sleutel, reken, _) in KPIS.items()}


def maak_kit(landing: Path, tabellen: Tabellen, peildatum: date, doel: Path) -> int:
    """Write the kit (`landing/`, `verwacht/<table>.csv`, LEESMIJ.txt), the same bytes for one region. `tabellen` as
    `verwacht` gives them. Returns how many cells it expects."""
    leden = [
        (f"landing/{pad.relative_to(landing).as_posix()}", pad.read_bytes())
        for pad in sorted(landing.rglob("*"))
        if pad.is_file()
    ]
    cellen = 0
    for tabel, (sleutel, rijen) in tabellen.items():
        leden.append((f"verwacht/{tabel}.csv", _als_csv(sleutel, rijen)))
        cellen += sum(len(rij) for rij in rijen.values())
    leden.append(("LEESMIJ.txt", _leesmij(peildatum).encode()))
    doel.parent.mkdir(parents=True, exist_ok=True)
    doel.write_bytes(maak_zip(leden))
    return cellen


def scoor(map_: Path, tabellen: Tabellen) -> list[Score]:
    """Score `<table>.csv` or `<table>.parquet` in `map_`, with the columns of the contract (others are ignored).
    KitFout when a file cannot be read, or lacks a column of the key."""
    return [_scoor(map_, tabel, sleutel, rijen) for tabel, (sleutel, rijen) in tabellen.items()]


def _scoor(map_: Path, tabel: str, sleutel: Sleutelnamen, hoort: Rijen) -> Score:
    cellen = sum(len(rij) for rij in hoort.values())
    bestand = next((pad for pad in (map_ / f"{tabel}.parquet", map_ / f"{tabel}.csv") if pad.exists()), None)
    if bestand is None:
        return Score(tabel, cellen, 0, 0, False, ())
    werkelijk, te_veel = _lees(bestand, sleutel, KPIS[tabel][2] if tabel in KPIS else "true")
    goed = 0
    voorbeelden: list[str] = []
    for waarden, rij in hoort.items():
        gekregen = werkelijk.pop(tuple(map(_tekst, waarden)), None)
        wie = ", ".join(f"{naam} {_tekst(w)}" for naam, w in zip(sleutel, waarden, strict=True))
        if gekregen is None:
            voorbeelden.append(f"{wie}: de rij ontbreekt")
            continue
        for kolom, waarde in rij.items():
            if _is_gelijk(gekregen.get(kolom, ""), waarde):
                goed += 1
            else:
                is_ = gekregen.get(kolom, "geen kolom") or "leeg"
                voorbeelden.append(f"{wie}: {kolom} is {is_} en hoort {_tekst(waarde) or 'leeg'} te zijn")
    voorbeelden += [f"{', '.join(waarden)}: deze rij hoort er niet" for waarden in werkelijk]
    return Score(tabel, cellen, goed, te_veel + len(werkelijk), True, tuple(voorbeelden[:VOORBEELDEN]))


def _lees(bestand: Path, sleutel: Sleutelnamen, waar: str) -> tuple[dict[tuple[str, ...], dict[str, str]], int]:
    """Rows by key as text, and how many had a key that was there already."""
    with duckdb.connect() as con:
        try:
            bron = (
                con.read_parquet(str(bestand))
                if bestand.suffix == ".parquet"
                else con.read_csv(str(bestand), all_varchar=True, header=True, encoding="utf-8")
            )
            ontbreekt = [naam for naam in sleutel if naam not in bron.columns]
            if ontbreekt:
                raise KitFout(f"{bestand.name}: zonder kolom {', '.join(ontbreekt)}")
            kolommen, rijen = bron.columns, bron.filter(waar).fetchall()
        except duckdb.Error as fout:
            raise KitFout(f"{bestand.name} is niet te lezen ({type(fout).__name__})") from fout
    gelezen: dict[tuple[str, ...], dict[str, str]] = {}
    dubbel = 0
    for rij in rijen:
        waarden = dict(zip(kolommen, map(_tekst, rij), strict=True))
        wie = tuple(waarden[naam] for naam in sleutel)
        dubbel += wie in gelezen
        gelezen[wie] = waarden
    return gelezen, dubbel


def _is_gelijk(is_: str, hoort: object) -> bool:
    if isinstance(hoort, bool) or not isinstance(hoort, int | float | Decimal):
        return is_ == _tekst(hoort)
    try:
        return math.isclose(float(is_), float(hoort), rel_tol=GELIJK, abs_tol=GELIJK)
    except ValueError:
        return False


def _tekst(waarde: object) -> str:
    """A value as it stands in a file: empty is unknown."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return str(waarde).lower()
    return waarde.isoformat()[:10] if isinstance(waarde, date) else str(waarde)


def _als_csv(sleutel: Sleutelnamen, rijen: Mapping[tuple[object, ...], Mapping[str, object]]) -> bytes:
    uit = io.StringIO()
    kolommen = tuple(next(iter(rijen.values()), {}))
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow([*sleutel, *kolommen])
    regels = ([*map(_tekst, waarden), *(_tekst(rij[k]) for k in kolommen)] for waarden, rij in rijen.items())
    schrijver.writerows(sorted(regels))
    return uit.getvalue().encode()


def _leesmij(peildatum: date) -> str:
    return f"""Conformiteitsset van Peilstok

landing/    een verzonnen regio: berichten van iWmo en iJw, referentietabellen en uitkomstbestanden
verwacht/   de cellen die daaruit volgen, een bestand per tabel; leeg is onbekend

Peildatum en kennisdatum: {peildatum}. Test-BSN's tellen mee. AANSLUIT_DAGEN 30, HISTORIE_VANAF 2015-01-01.
Tabellen en kolommen: woordenboek (dictionary.csv) van een publicatie, en docs/vouwregels.md.
Van kpi_termijn gaan de cellen over 305_5WD en 307_5WD, van kpi_plekken_realisatie over rijen met plekken_ytd > 0,
van kpi_doorlooptijd over rijen met beeindigd_aantal > 0. Bedragen en client_id zijn geen deel van de toets.

Scoren: zet uw tabellen als <tabel>.csv (UTF-8, komma, kopregel) of <tabel>.parquet in een map en draai
    make conformiteit TABELLEN=map
Elke cel telt een keer; een rij te veel telt als een foute cel. 100% is conform.
De cellen komen uit de simulatie zelf, niet uit het magazijn van Peilstok.
"""
