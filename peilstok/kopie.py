"""One file with what cannot be made again, and back: the warehouse (files that left the landing folder live there
only), frozen figures, the accounts and the log of the portal, the life of findings, what was mailed, what suppression
withheld, who published what, and who is kept out. The key is not in it, nor is what a night makes anew: publication,
logs and Dagster's administration."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

VERSIE = 1
INHOUD = "MANIFEST.json"
_DELEN = (
    "warehouse.duckdb",
    "warehouse.duckdb.wal",
    "bevroren",
    "verloop",
    "onderdrukking",
    "verantwoording",
    "outbox.sqlite",
    "nachtboek.sqlite",
    "uitgesloten.txt",
    "portaal",
)
_BLOK = 1 << 20


class KopieFout(RuntimeError):
    """No copy was made or put back; the message is Dutch and says what to do. What was there is untouched."""


@dataclass(frozen=True)
class Kopie:
    """A copy: its file, when it was made, and how many files and bytes are in it."""

    bestand: Path
    gemaakt: str
    bestanden: int
    bytes: int


def maak_kopie(data: Path, naar: Path, nu: datetime) -> Kopie:
    """Write `naar/peilstok-<moment>.tar.gz`, readable by its owner only and whole or not there at all. The caller holds
    the lock of the night. KopieFout when there is nothing to keep or it cannot be written."""
    bronnen = list(_bestanden(data))
    if not (data / "warehouse.duckdb").is_file():
        raise KopieFout("Er is nog geen magazijn om te bewaren: draai eerst een nacht.")
    doel = naar / f"peilstok-{nu:%Y%m%d-%H%M%S}.tar.gz"
    try:
        naar.mkdir(parents=True, exist_ok=True)
        nummer, half = tempfile.mkstemp(prefix=".half-", dir=naar)
    except OSError as fout:
        raise KopieFout(f"In {naar} kan niet worden geschreven ({fout.strerror}).") from fout
    try:
        with os.fdopen(nummer, "wb") as stroom, tempfile.TemporaryDirectory(dir=naar, prefix=".half-") as tijdelijk:
            inhoud = _schrijf(stroom, data, bronnen, Path(tijdelijk), nu)
            stroom.flush()
            os.fsync(stroom.fileno())
        Path(half).replace(doel)
    except OSError as fout:
        raise KopieFout(f"De kopie is niet gemaakt ({fout.strerror}); is er plaats in {naar}?") from fout
    finally:
        Path(half).unlink(missing_ok=True)
    return Kopie(doel, inhoud["gemaakt"], len(bronnen), doel.stat().st_size)


def zet_terug(bestand: Path, data: Path) -> Kopie:
    """Put a copy back in `data`, once every file in it is what it was: all of it or nothing. KopieFout when the file is
    no copy, is damaged, or one of its parts is already there."""
    bezet = sorted(naam for naam in _DELEN if (data / naam).exists())
    if bezet:
        raise KopieFout(f"In {data} staat al: {', '.join(bezet)}. Verplaats dat eerst; er is niets teruggezet.")
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".terug-") as tijdelijk:
        try:
            with tarfile.open(bestand, "r:gz") as archief:
                inhoud = _lees_inhoud(archief)
                _pak_uit(archief, inhoud["bestanden"], Path(tijdelijk))
        except FileNotFoundError as fout:
            raise KopieFout(f"{bestand} is er niet.") from fout
        except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as fout:
            raise KopieFout(f"{bestand.name} is geen hele kopie van Peilstok; er is niets teruggezet.") from fout
        for naam in _DELEN:
            if (Path(tijdelijk) / naam).exists():
                (Path(tijdelijk) / naam).replace(data / naam)
    return Kopie(bestand, inhoud["gemaakt"], len(inhoud["bestanden"]), bestand.stat().st_size)


def _bestanden(data: Path) -> Iterator[Path]:
    for naam in _DELEN:
        plek = data / naam
        if plek.is_file():
            yield plek
        elif plek.is_dir():
            yield from (pad for pad in sorted(plek.rglob("*")) if _is_te_bewaren(pad))


def _is_te_bewaren(pad: Path) -> bool:
    """Not what a database writes beside itself, which its copy holds, nor mails of a portal that sends none."""
    return pad.is_file() and not pad.is_symlink() and not pad.name.endswith(("-wal", "-shm", ".eml"))


def _schrijf(stroom: IO[bytes], data: Path, bronnen: list[Path], tijdelijk: Path, nu: datetime) -> dict[str, Any]:
    hashes = {}
    # fast before small: a warehouse is a gigabyte before it is a problem
    with tarfile.open(fileobj=stroom, mode="w:gz", compresslevel=1) as archief:
        for bron in bronnen:
            naam = bron.relative_to(data).as_posix()
            vast = _stilgezet(bron, tijdelijk)
            hashes[naam] = _hash(vast)
            archief.add(vast, arcname=naam, filter=_zonder_eigenaar)
        inhoud = {"versie": VERSIE, "gemaakt": nu.isoformat(timespec="seconds"), "bestanden": hashes}
        tekst = json.dumps(inhoud, indent=1).encode()
        lid = tarfile.TarInfo(INHOUD)
        lid.size, lid.mode = len(tekst), 0o600
        archief.addfile(lid, io.BytesIO(tekst))
    return inhoud


def _stilgezet(bron: Path, tijdelijk: Path) -> Path:
    """The file itself; of what is mailed, which a mail of its own may be writing, a copy of one moment."""
    if bron.suffix != ".sqlite":
        return bron
    kopie = tijdelijk / bron.name
    van, naar = sqlite3.connect(bron), sqlite3.connect(kopie)
    try:
        van.backup(naar)
    finally:
        van.close()
        naar.close()
    return kopie


def _zonder_eigenaar(lid: tarfile.TarInfo) -> tarfile.TarInfo:
    lid.uid = lid.gid = 0
    lid.uname = lid.gname = ""
    lid.mode = 0o600
    return lid


def _lees_inhoud(archief: tarfile.TarFile) -> dict[str, Any]:
    stroom = archief.extractfile(INHOUD)
    if stroom is None:
        raise ValueError(INHOUD)
    inhoud: dict[str, Any] = json.load(stroom)
    if inhoud["versie"] != VERSIE:
        raise KopieFout(f"Deze kopie is van vorm {inhoud['versie']}; deze Peilstok leest vorm {VERSIE}.")
    if not isinstance(inhoud["gemaakt"], str) or not isinstance(inhoud["bestanden"], dict):
        raise ValueError(INHOUD)
    return inhoud


def _pak_uit(archief: tarfile.TarFile, hashes: dict[str, str], naar: Path) -> None:
    """Only what the list names, and only below the parts that a copy has: no member says where it goes."""
    for naam, hash_ in hashes.items():
        delen = PurePosixPath(naam).parts
        if not delen or delen[0] not in _DELEN or ".." in delen:
            raise ValueError(naam)
        stroom = archief.extractfile(naam)
        if stroom is None:
            raise ValueError(naam)
        doel = naar.joinpath(*delen)
        doel.parent.mkdir(parents=True, exist_ok=True)
        with doel.open("wb") as uit:
            shutil.copyfileobj(stroom, uit, _BLOK)
        if _hash(doel) != hash_:
            raise ValueError(naam)


def _hash(pad: Path) -> str:
    with pad.open("rb") as stroom:
        return hashlib.file_digest(stroom, "sha256").hexdigest()
