"""Who published what and when: a line per publication and audience in `<DATA>/verantwoording/publicatie.jsonl`.

Lines are only ever added. The file is the original: raw.publicatie_log is filled from it every night, so what stands
in kwaliteit.publicatie goes up to the publication before this night's.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import duckdb

from peilstok.publicatie.lijst import MANIFEST

MAP = "verantwoording"
BESTAND = "publicatie.jsonl"

Uitkomst = Literal["gepubliceerd", "gelijk gebleven", "niet vernieuwd", "ingetrokken"]


@dataclass(frozen=True)
class Regel:
    """One audience of one publication. `moment` is UTC; `manifest_sha256`, that of MANIFEST.json, tells which files
    it was."""

    moment: str
    account: str
    doelgroep: str
    uitkomst: Uitkomst
    peildatum: str | None = None
    kennisdatum: str | None = None
    versie: str | None = None
    bestanden: int | None = None
    bytes: int | None = None
    manifest_sha256: str | None = None


def van_publicatie(
    publicatie: Path, moment: datetime, vernieuwd: Iterable[str], gelijk: Iterable[str], niet: Iterable[str]
) -> list[Regel]:
    """A line per audience of what stands in `publicatie` now."""
    soorten: list[tuple[Uitkomst, Iterable[str]]] = [
        ("gepubliceerd", vernieuwd),
        ("gelijk gebleven", gelijk),
        ("niet vernieuwd", niet),
    ]
    return [
        _regel(publicatie / doelgroep, moment, doelgroep, uitkomst)
        for uitkomst, doelgroepen in soorten
        for doelgroep in sorted(doelgroepen)
    ]


def ingetrokken(moment: datetime, doelgroepen: Iterable[str]) -> list[Regel]:
    """A line per audience whose folder was taken away."""
    return [Regel(_tijd(moment), _account(), doelgroep, "ingetrokken") for doelgroep in sorted(doelgroepen)]


def noteer(data: Path, regels: Iterable[Regel]) -> None:
    """Add lines, all of them or none, readable by the owner only. OSError when that cannot be."""
    tekst = "".join(json.dumps(asdict(regel), ensure_ascii=False) + "\n" for regel in regels)
    if not tekst:
        return
    pad = data / MAP / BESTAND
    pad.parent.mkdir(parents=True, exist_ok=True)
    nummer = os.open(pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(nummer, "ab") as bestand:
        # what a broken-off write left is no line, and may not run into ours
        if bestand.tell() and not _eindigt_op_regel(pad):
            bestand.write(b"\n")
        bestand.write(tekst.encode())
        bestand.flush()
        os.fsync(bestand.fileno())


def laad_verantwoording(con: duckdb.DuckDBPyConnection, data: Path) -> int:
    """Fill raw.publicatie_log with every whole line; how many. The table must exist."""
    pad = data / MAP / BESTAND
    con.execute("DELETE FROM raw.publicatie_log")
    regels = [gelezen for tekst in _teksten(pad) if (gelezen := _lees(tekst))]
    if regels:
        con.executemany(
            "INSERT INTO raw.publicatie_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [list(asdict(regel).values()) for regel in regels],
        )
    return len(regels)


def _teksten(pad: Path) -> list[str]:
    return pad.read_text(encoding="utf-8", errors="replace").splitlines() if pad.is_file() else []


def _lees(tekst: str) -> Regel | None:
    try:
        regel = Regel(**json.loads(tekst))
        for dag in (regel.moment, regel.peildatum, regel.kennisdatum):
            _ = dag is None or datetime.fromisoformat(dag)
    except (ValueError, TypeError):
        return None
    return regel


def _regel(map_: Path, moment: datetime, doelgroep: str, uitkomst: Uitkomst) -> Regel:
    lijst = map_ / MANIFEST
    if not lijst.is_file():
        return Regel(_tijd(moment), _account(), doelgroep, uitkomst)
    inhoud = lijst.read_bytes()
    kop = json.loads(inhoud)
    return Regel(
        moment=_tijd(moment),
        account=_account(),
        doelgroep=doelgroep,
        uitkomst=uitkomst,
        peildatum=_dag(kop.get("peildatum")),
        kennisdatum=_dag(kop.get("kennisdatum")),
        versie=kop.get("versie"),
        bestanden=len(kop["bestanden"]),
        bytes=sum(bestand["bytes"] for bestand in kop["bestanden"].values()),
        manifest_sha256=hashlib.sha256(inhoud).hexdigest(),
    )


def _dag(tekst: str | None) -> str | None:
    return date.fromisoformat(tekst).isoformat() if tekst else None


def _tijd(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _account() -> str:
    """The account of the machine under which this runs; its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _eindigt_op_regel(pad: Path) -> bool:
    with pad.open("rb") as bestand:
        bestand.seek(-1, os.SEEK_END)
        return bestand.read() == b"\n"
