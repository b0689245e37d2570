"""In what form things lie below DATA, so that a later Peilstok brings an older form up to date, and an older one never
misreads a later form (docs/besluiten/0077).

A form is a number in the thing itself: the warehouse has table raw.vorm, a SQLite file its user_version, a folder a
file VORM. What has none is of before forms were kept, and that form is 1. Raise a number below when what is read would
be misread otherwise, with the step from the form before it; adding a column or a table needs neither."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

log = logging.getLogger("peilstok.nacht")

MERK = "VORM"
WAREHOUSE = "warehouse.duckdb"
HERBOUWD = "warehouse-vorm{vorm}-{dag}.duckdb"

Stap = Callable[[Path], None]


class VormFout(RuntimeError):
    """Something below DATA is in a form that this Peilstok cannot read or bring up to date; the message is Dutch and
    says what to do. Nothing was changed."""


@dataclass(frozen=True)
class Deel:
    """A thing below DATA: the form we read and write, and per older form the step to the next. A step leaves the thing
    as it was when it fails."""

    vorm: int = 1
    stappen: Mapping[int, Stap] = field(default_factory=dict)


DELEN: dict[str, Deel] = {
    WAREHOUSE: Deel(),
    "outbox.sqlite": Deel(),
    "nachtboek.sqlite": Deel(),
    "bevroren": Deel(),
    "verloop": Deel(),
    "onderdrukking": Deel(),
}
"""Everything that a night does not make anew, by its name below DATA."""


def breng_bij(data: Path, landing: Path, dag: date, delen: Mapping[str, Deel] = DELEN) -> list[str]:
    """Bring all of it to the form of this Peilstok, and mark what is not there yet; sentences about what was done. The
    caller holds the lock of the night. A warehouse that no step leads from is made again by this night, when all that
    it was made from still lies in `landing`: the old one stays beside it. VormFout otherwise, before anything is
    changed."""
    aanwezig = {naam: vorm for naam in delen if (vorm := lees_vorm(data / naam)) is not None}
    opnieuw = False
    for naam, vorm in aanwezig.items():
        if vorm > delen[naam].vorm:
            raise VormFout(
                f"{naam} in PEILSTOK_DATA is gemaakt door een latere versie van Peilstok (vorm {vorm}, deze leest"
                f" {delen[naam].vorm}). Werk Peilstok bij, of zet een back-up van deze versie terug."
            )
        if all(v in delen[naam].stappen for v in range(vorm, delen[naam].vorm)):
            continue
        if naam != WAREHOUSE:
            raise VormFout(f"{naam} in PEILSTOK_DATA heeft een oude vorm ({vorm}) die deze versie niet meer kent.")
        weg = weg_uit_landing(data / naam, landing)
        if weg:
            raise VormFout(
                f"{naam} in PEILSTOK_DATA heeft een oude vorm ({vorm}) en is niet opnieuw te maken: {weg} bestanden"
                " waar het uit is gemaakt, liggen niet meer in de landingsmap. Leg ze terug, of blijf bij de versie"
                " waarmee het is gemaakt."
            )
        opnieuw = True
    gedaan = []
    for naam, vorm in aanwezig.items():
        pad = data / naam
        if naam == WAREHOUSE and opnieuw:
            oud = data / HERBOUWD.format(vorm=vorm, dag=dag)
            pad.rename(oud)
            gedaan.append(f"Het magazijn wordt opnieuw gemaakt uit de landingsmap; het oude staat in {oud.name}.")
            continue
        for van in range(vorm, delen[naam].vorm):
            delen[naam].stappen[van](pad)
            zet_vorm(pad, van + 1)
            gedaan.append(f"{naam} is bijgewerkt van vorm {van} naar {van + 1}.")
    # what this night makes anew is of our form from its first byte: a night that is killed leaves no doubt
    for naam, deel in delen.items():
        if deel.vorm > 1 and not (data / naam).exists():
            if not Path(naam).suffix:
                (data / naam).mkdir()
            zet_vorm(data / naam, deel.vorm)
    for zin in gedaan:
        log.info(zin)
    return gedaan


def lees_vorm(pad: Path) -> int | None:
    """The form of a thing; 1 when it says nothing, None when it is not there, or is in use or damaged (which the step
    that needs it says better). VormFout when its mark is no number."""
    if pad.is_dir():
        merkteken = pad / MERK
        if not merkteken.exists():
            return 1
        tekst = merkteken.read_text(encoding="utf-8", errors="replace").strip()
        if not tekst.isdigit():
            raise VormFout(f"{merkteken.name} in {pad.name} is beschadigd. Zet een back-up terug.")
        return int(tekst)
    if not pad.is_file():
        return None
    try:
        if pad.suffix == ".sqlite":
            con = sqlite3.connect(f"{pad.absolute().as_uri()}?mode=ro", uri=True)
            try:
                return max(1, int(con.execute("pragma user_version").fetchone()[0]))
            finally:
                con.close()
        with duckdb.connect(str(pad), read_only=True) as magazijn:
            if not magazijn.execute(_HEEFT_VORM).fetchall():
                return 1
            rij = magazijn.execute("select max(vorm) from raw.vorm").fetchone()
            return int(rij[0]) if rij and rij[0] is not None else 1
    except (sqlite3.Error, duckdb.Error):
        return None


def zet_vorm(pad: Path, vorm: int) -> None:
    """Mark a thing; a file that is not there is made."""
    if pad.is_dir():
        (pad / MERK).write_text(f"{vorm}\n", encoding="utf-8")
    elif pad.suffix == ".sqlite":
        con = sqlite3.connect(pad)
        try:
            con.execute(f"pragma user_version = {vorm}")
        finally:
            con.close()
    else:
        with duckdb.connect(str(pad)) as magazijn:
            magazijn.execute("create schema if not exists raw")
            magazijn.execute(f"create or replace table raw.vorm as select {vorm}::integer as vorm")


def weg_uit_landing(warehouse: Path, landing: Path) -> int:
    """How many files that a warehouse was made from no longer lie in the landing folder."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        paden = con.execute("select distinct pad from raw.bestand where status = 'geladen'").fetchall()
    return sum(not (landing / pad).exists() for (pad,) in paden)


_HEEFT_VORM = "select 1 from information_schema.tables where table_schema = 'raw' and table_name = 'vorm'"
