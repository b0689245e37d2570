"""What the folders that stand were made of: when nothing of it changed, nothing has to be written again.

Kept as `.stand.json` beside the links. Not the words of a published folder, of which a newer program may make other
words: the figures, what the audiences may have of them, and the program itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

import peilstok
from peilstok.publicatie.lijst import MANIFEST
from peilstok.rechten import geef_bestand_aan_lezers

_STAND = ".stand.json"
_CONTROLES = "select * from read_parquet(?) where not ends_with(tabel, 'publicatie') order by all"


def kenmerk(parquet: Path, *wat: object) -> str:
    """Hash over the published figures in the folder `parquet`, the program that makes pages of them, and `wat` else
    decides what is written (anything with a stable repr)."""
    som = hashlib.sha256(repr(wat).encode())
    programma = Path(peilstok.__file__).parent
    for map_ in (parquet, programma):
        for pad in sorted(p for p in map_.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            som.update(pad.relative_to(map_).as_posix().encode() + b"\0")
            som.update(_inhoud(pad))
    return som.hexdigest()


def _inhoud(pad: Path) -> bytes:
    """What counts of a file. The table of who published what (besluiten/0056) grows by every publication and is no
    reason for a next one; nor is what the checks on it, and on the two it is made of, counted."""
    if pad.name == "publicatie.parquet":
        return b""
    if pad.name == "controle.parquet":
        with duckdb.connect(":memory:") as con:
            return repr(con.execute(_CONTROLES, [str(pad)]).fetchall()).encode()
    with pad.open("rb") as inhoud:
        return hashlib.file_digest(inhoud, "sha256").digest()


def lees_staand(publicatie: Path, kenmerk: str) -> list[str] | None:
    """The audiences whose folders were made of the same, when all of them still stand as they were left; else None."""
    try:
        stand = json.loads((publicatie / _STAND).read_text(encoding="utf-8"))
        versies: Mapping[str, str] = stand["versies"]
        gelijk = stand["kenmerk"] == kenmerk and _versies(publicatie, versies) == versies
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return sorted(versies) if gelijk else None


def bewaar_stand(publicatie: Path, kenmerk: str, doelgroepen: Iterable[str], lezers: int | None) -> None:
    """Remember that the folders of all `doelgroepen` were made of this; `lezers` as for those folders."""
    pad = publicatie / _STAND
    nieuw = pad.with_suffix(".nieuw")
    stand = {"kenmerk": kenmerk, "versies": _versies(publicatie, doelgroepen)}
    nieuw.write_text(json.dumps(stand, indent=1), encoding="utf-8")
    geef_bestand_aan_lezers(nieuw, lezers)
    nieuw.replace(pad)


def vergeet_stand(publicatie: Path) -> None:
    """From here on the folders may differ from what was remembered."""
    (publicatie / _STAND).unlink(missing_ok=True)


def _versies(publicatie: Path, doelgroepen: Iterable[str]) -> dict[str, str]:
    """The version that each audience reads, with the time of its list of files: who changes a version renews that."""
    uit = {}
    for doelgroep in doelgroepen:
        plek = (publicatie / doelgroep).resolve(strict=True)
        uit[doelgroep] = f"{plek.name} {(plek / MANIFEST).stat().st_mtime_ns}"
    return uit
