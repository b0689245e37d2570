"""MANIFEST.json: what is in a published folder, so that a reader can see that it is whole and what it is valid for."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

MANIFEST = "MANIFEST.json"
VERSIE = 1
"""Of the layout of this file."""


def schrijf_lijst(map_: Path, doelgroep: str, peildatum: date | None, kennisdatum: date | None, versie: str) -> None:
    """Write `MANIFEST.json` into the finished folder `map_`: every file in it with its size and SHA-256 (without a
    key: anyone can check it). `versie` is that of Peilstok."""
    _schrijf(
        map_,
        {
            "doelgroep": doelgroep,
            "peildatum": peildatum.isoformat() if peildatum else None,
            "kennisdatum": kennisdatum.isoformat() if kennisdatum else None,
            "versie": versie,
        },
    )


def herschrijf_lijst(map_: Path) -> None:
    """The same after files in `map_` changed; nothing for a folder of before there was one."""
    pad = map_ / MANIFEST
    if pad.is_file():
        kop = json.loads(pad.read_text(encoding="utf-8"))
        # not in place: it may be the file of the version it was linked from
        pad.unlink()
        _schrijf(map_, {naam: waarde for naam, waarde in kop.items() if naam != "bestanden"})


def _schrijf(map_: Path, kop: dict[str, Any]) -> None:
    bestanden = {}
    gevonden = {p.relative_to(map_).as_posix(): p for p in map_.rglob("*") if p.is_file() and p.name != MANIFEST}
    for naam, pad in sorted(gevonden.items()):
        with pad.open("rb") as inhoud:
            som = hashlib.file_digest(inhoud, "sha256").hexdigest()
        bestanden[naam] = {"sha256": som, "bytes": pad.stat().st_size}
    tekst = json.dumps(kop | {"bestanden": bestanden}, ensure_ascii=False, indent=1)
    (map_ / MANIFEST).write_text(tekst + "\n", encoding="utf-8")
