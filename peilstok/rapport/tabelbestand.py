"""CSV for people: opened in a Dutch Excel it stands in columns (BOM, semicolons), with decimal commas.

Dates are written as everywhere people read, 16-09-2026; what machines read (parquet, DuckDB, settings) stays ISO
(docs/besluiten/0028).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from peilstok.datum import datum_tekst

_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def schrijf_csv(pad: Path, kop: Sequence[str], rijen: Iterable[Sequence[Any]]) -> None:
    """Write `kop` and `rijen` to `pad`; None is an empty cell."""
    with pad.open("w", encoding="utf-8-sig", newline="") as bestand:
        blad = csv.writer(bestand, delimiter=";", lineterminator="\r\n")
        blad.writerow(kop)
        blad.writerows([_cel(cel) for cel in rij] for rij in rijen)


def lees_csv(pad: Path) -> list[dict[str, str]]:
    """The rows of a file of ours, by column; text as it was before it was written."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        return [{naam: _terug(cel) for naam, cel in rij.items()} for rij in csv.DictReader(bestand, delimiter=";")]


def _cel(waarde: Any) -> str:
    if type(waarde) is str:
        # first, since most cells are: a worklist has millions
        return zonder_formule(waarde)
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return f"{datum_tekst(waarde)} {waarde:%H:%M:%S}"
        case date():
            return datum_tekst(waarde)
        case float() | Decimal():
            # never an exponent: a spreadsheet reads one only by luck
            return f"{Decimal(str(waarde)):f}".replace(".", ",")
        case int():
            return str(waarde)
    return zonder_formule(str(waarde))


def zonder_formule(tekst: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst


def _terug(tekst: str) -> str:
    return tekst[1:] if tekst.startswith("'") and tekst[1:].startswith(_FORMULE) else tekst
