"""Retention: what is older than the terms of the municipality, counted first and removed on request
(docs/besluiten/0058). Without a term of its kind nothing goes."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from peilstok.vergeten import BACKUP, herschrijf, verwijder

NODIG = ("fct_toewijzing", "fct_hulprecord")
"""Marts that say until when somebody has care."""

PERSONEN, RECORDS = "personen", "rijen over die personen in het magazijn"
BEVINDINGEN, MAILS, PROEFMAILS, KOPIEEN = (
    "herstelde bevindingen in het verloop",
    "verstuurde of geweigerde mails in outbox.sqlite",
    "klaargezette mails in de map uit",
    "back-ups in de map backup",
)
_KOPIE = re.compile(r"peilstok-(\d{8})-\d{6}\.tar\.gz")


class BewaarFout(RuntimeError):
    """It cannot be told what is too old; the message is Dutch. Nothing was removed."""


@dataclass(frozen=True)
class Bewaartermijnen:
    """How long each kind is kept; None: no term. A person counts from the last message, the end of the last care or the
    last outcome; a finding from the day it was mended; a mail and a back-up from the day they were made."""

    personen_jaren: int | None = None
    bevindingen_maanden: int | None = None
    mails_maanden: int | None = None
    kopieen_dagen: int | None = None


def ruim_verlopen_op(data: Path, termijnen: Bewaartermijnen, dag: date, *, doe: bool) -> Counter[str]:
    """Count per kind what is too old on `dag`, and remove it when `doe`. The caller holds the lock of the night.

    BewaarFout when the tables of a night are not there; duckdb.Error, sqlite3.Error or OSError where something cannot
    be opened or written: what went before stays gone, and doing it again finishes it.
    """
    geteld: Counter[str] = Counter()
    if termijnen.personen_jaren is not None:
        _personen(data, _eerder(dag, 12 * termijnen.personen_jaren), geteld, doe)
    if termijnen.bevindingen_maanden is not None:
        grens = _eerder(dag, termijnen.bevindingen_maanden)
        geteld[BEVINDINGEN] += sum(
            _bevindingen(pad, grens, doe) for pad in sorted((data / "verloop").glob("*.parquet"))
        )
    if termijnen.mails_maanden is not None:
        grens = _eerder(dag, termijnen.mails_maanden)
        geteld[MAILS] += _mails(data / "outbox.sqlite", grens, doe)
        geteld[PROEFMAILS] += _bestanden(_oude_mails(data / "uit", grens), doe)
    if termijnen.kopieen_dagen is not None:
        geteld[KOPIEEN] += _bestanden(_oude_kopieen(data / BACKUP, dag - timedelta(termijnen.kopieen_dagen)), doe)
    return geteld


def _personen(data: Path, grens: date, geteld: Counter[str], doe: bool) -> None:
    warehouse = data / "warehouse.duckdb"
    if not warehouse.exists():
        return
    with duckdb.connect(str(warehouse), read_only=not doe) as con:
        clienten = verlopen_personen(con, grens)
        geteld[PERSONEN] += len(clienten)
        geteld[RECORDS] += _records(con, clienten)
        if doe:
            rijen: Counter[str] = Counter()
            for client_id in clienten:
                verwijder(con, data / "verloop", client_id, rijen)
    if doe and clienten:
        herschrijf(warehouse)


def verlopen_personen(con: duckdb.DuckDBPyConnection, grens: date) -> list[str]:
    """client_id of everybody of whom nothing is of `grens` or later. Care without an end goes on, and a day that cannot
    be read is no old one. BewaarFout without the tables of a night."""
    bekend = _tabellen(con)
    if not {("marts", naam) for naam in NODIG} <= bekend.keys():
        raise BewaarFout("De tabellen van een nacht zijn er niet. Draai eerst een nacht; er is niets verwijderd.")
    delen = [
        "SELECT client_id, coalesce(einddatum, DATE '9999-12-31') AS dag FROM marts.fct_toewijzing",
        "SELECT client_id, coalesce(datum_einde, DATE '9999-12-31') FROM marts.fct_hulprecord",
        "SELECT client_id, coalesce(aanleverdatum, DATE '9999-12-31') FROM raw.uitkomst_regel"
        " JOIN raw.uitkomst_aanlevering USING (aanlevering_id)",
    ]
    for (schema, tabel), kolommen in bekend.items():
        if schema == "raw" and {"client_id", "bericht_id"} <= kolommen:
            delen.append(
                "SELECT t.client_id, coalesce(try_cast(b.dagtekening AS DATE), DATE '9999-12-31')"
                f" FROM raw.{tabel} AS t"
                " JOIN raw.bericht AS b USING (bestand_id, bericht_id)"
            )
    return [
        rij[0]
        for rij in con.execute(
            f"SELECT client_id FROM ({' UNION ALL '.join(delen)}) WHERE client_id IS NOT NULL"
            " GROUP BY client_id HAVING max(dag) < ? ORDER BY client_id",
            [grens],
        ).fetchall()
    ]


def _records(con: duckdb.DuckDBPyConnection, clienten: list[str]) -> int:
    tabellen = [
        tabel for (schema, tabel), kolommen in _tabellen(con).items() if schema == "raw" and "client_id" in kolommen
    ]
    if not clienten or not tabellen:
        return 0
    delen = " UNION ALL ".join(f"SELECT client_id FROM raw.{tabel}" for tabel in tabellen)
    gevonden = con.execute(
        f"SELECT count(*) FROM ({delen}) WHERE list_contains($c, client_id)", {"c": clienten}
    ).fetchone()
    return int(gevonden[0]) if gevonden else 0


def _tabellen(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], set[str]]:
    gevonden: dict[tuple[str, str], set[str]] = {}
    for schema, tabel, kolom in con.execute(
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    ).fetchall():
        gevonden.setdefault((schema, tabel), set()).add(kolom)
    return gevonden


def _bevindingen(pad: Path, grens: date, doe: bool) -> int:
    """Findings of this ledger that were mended before `grens`; written again as a whole or not at all."""
    with duckdb.connect() as con:
        rij = con.execute(
            "SELECT count(*) FROM read_parquet($pad) WHERE hersteld_op < $grens", {"pad": str(pad), "grens": grens}
        ).fetchone()
        aantal = int(rij[0]) if rij else 0
        if doe and aantal:
            with tempfile.TemporaryDirectory(prefix=".bouw-", dir=pad.parent) as bouw:
                half = Path(bouw) / pad.name
                naar = str(half).replace("'", "''")
                con.execute(
                    "COPY (SELECT * FROM read_parquet($pad) WHERE hersteld_op IS NULL OR hersteld_op >= $grens"
                    f" ORDER BY ALL) TO '{naar}' (FORMAT parquet)",
                    {"pad": str(pad), "grens": grens},
                )
                half.replace(pad)
    return aantal


def _mails(outbox: Path, grens: date, doe: bool) -> int:
    """Mails that are done with; what still waits stays, however old."""
    if not outbox.is_file():
        return 0
    con = sqlite3.connect(outbox)
    try:
        waar = "status in ('verstuurd', 'geweigerd', 'onzeker', 'vervallen') and gewijzigd_op < ?"
        (aantal,) = con.execute(f"select count(*) from bericht where {waar}", [grens.isoformat()]).fetchone()
        if doe and aantal:
            con.execute(f"delete from bericht where {waar}", [grens.isoformat()])
            con.commit()
            con.execute("vacuum")
    finally:
        con.close()
    return int(aantal)


def _oude_mails(uit: Path, grens: date) -> Iterator[Path]:
    for pad in sorted(uit.rglob("*")) if uit.is_dir() else ():
        if pad.is_file() and datetime.fromtimestamp(pad.stat().st_mtime, UTC).date() < grens:
            yield pad


def _oude_kopieen(map_: Path, grens: date) -> Iterator[Path]:
    """By the day in their name. The last one stays, however old: without it a broken disk is the end."""
    kopieen = sorted(pad for pad in map_.glob("*.tar.gz") if _KOPIE.fullmatch(pad.name)) if map_.is_dir() else []
    for pad in kopieen[:-1]:
        if datetime.strptime(pad.name.split("-")[1], "%Y%m%d").date() < grens:
            yield pad


def _bestanden(paden: Iterator[Path], doe: bool) -> int:
    gevonden = list(paden)
    if doe:
        for pad in gevonden:
            pad.unlink()
    return len(gevonden)


def _eerder(dag: date, maanden: int) -> date:
    """The same day so many months before; the 28th of a month that has no such day: rather kept a day too long."""
    nummer = dag.year * 12 + dag.month - 1 - maanden
    jaar, maand = divmod(nummer, 12)
    try:
        return date(jaar, maand + 1, dag.day)
    except ValueError:
        return date(jaar, maand + 1, 28)
