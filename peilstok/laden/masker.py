"""What was stored before a value was masked as it is now, masked after all: the same value has to be the same text in
every message, whenever it was loaded, or a start no longer finds its toewijzing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from peilstok.berichten.catalogus import Catalogus
from peilstok.berichten.loopplan import Soort, soort_van
from peilstok.berichten.pseudoniem import Pseudonimiseerder

VERSIE = 2
"""Goes up when what is masked changes; 1 left numbers of a municipality's own, telephone numbers and mail addresses."""

# Values that cannot change need not come to Python.
_VERDACHT = r"[0-9]{9}|@|06|31|-[0-9]{7}"


def maskeer_alsnog(con: duckdb.DuckDBPyConnection, catalogus: Catalogus, pseudoniem: Pseudonimiseerder) -> None:
    """Once per VERSIE, after the key was checked: go through every text of raw that a sender makes up."""
    if con.execute("SELECT masker FROM raw.sleutel").fetchone() == (VERSIE,):
        return
    manieren: dict[tuple[str, str], Callable[[str], str]] = {
        (element.tabel, element.kolom): pseudoniem.nummer if soort == Soort.NUMMER else pseudoniem.maskeer
        for bericht in catalogus.berichten
        for element in bericht.wortel.doorloop()
        if element.kolom and (soort := soort_van(element)) in (Soort.NUMMER, Soort.KENMERK)
    }
    manieren |= {("bestand", kolom): pseudoniem.maskeer for kolom in ("pad", "lid", "identificatie")}
    con.execute("BEGIN")
    for (tabel, kolom), maskeer in manieren.items():
        _maskeer(con, tabel, kolom, maskeer)
    con.execute("UPDATE raw.sleutel SET masker = ?", [VERSIE])
    con.execute("COMMIT")


def maskeer_verloop(con: duckdb.DuckDBPyConnection, pseudoniem: Pseudonimiseerder) -> None:
    """The ledger of findings as an earlier release kept it."""
    for kolom in ("identificatie", "omschrijving"):
        _maskeer(con, "vorig_verloop", kolom, pseudoniem.maskeer)
    _maskeer(con, "vorig_verloop", "toewijzingnummer", pseudoniem.nummer)


def _maskeer(con: duckdb.DuckDBPyConnection, tabel: str, kolom: str, maskeer: Callable[[str], str]) -> None:
    gevonden: Iterable[tuple[str]] = con.execute(
        f"SELECT DISTINCT {kolom} FROM raw.{tabel} WHERE regexp_matches({kolom}, ?)", [_VERDACHT]
    ).fetchall()
    paren = [(oud, nieuw) for (oud,) in gevonden if (nieuw := maskeer(oud)) != oud]
    if paren:
        vervang = pa.table({"oud": [oud for oud, _ in paren], "nieuw": [nieuw for _, nieuw in paren]})
        con.execute(f"UPDATE raw.{tabel} SET {kolom} = nieuw FROM vervang WHERE {kolom} = oud")
        del vervang
