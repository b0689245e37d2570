"""Versions of a publication, and the step from one to the next.

`publicatie/<doelgroep>` is a symbolic link to a folder under `publicatie/.versies`. A version is complete before it
gets its name, the link moves in one step, and the version before it stays for readers that still have it open. So a
reader never sees half a night, and a crash at any moment leaves the old publication whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from peilstok.publicatie.lijst import MANIFEST
from peilstok.rechten import geef_aan_lezers, geef_alles_aan_lezers

VERSIES = ".versies"
BOUW = ".bouw-"
_WISSEL = ".wissel-"
_AFGELEID = {"peilstok.duckdb", MANIFEST}


def versie_naam(doelgroep: str, bouw: Path) -> str:
    """The name that a finished build gets: equal content, equal name."""
    return f"{doelgroep.replace('/', '-')}-{_inhoud_id(bouw)}"


def _inhoud_id(bouw: Path) -> str:
    """Hash over everything a reader gets; the DuckDB file holds the same rows as parquet, but its pages differ per
    build, and MANIFEST.json says nothing but what the files are."""
    som = hashlib.sha256()
    for bestand in sorted(p for p in bouw.rglob("*") if p.is_file() and p.name not in _AFGELEID):
        som.update(bestand.relative_to(bouw).as_posix().encode() + b"\0")
        with bestand.open("rb") as inhoud:
            som.update(hashlib.file_digest(inhoud, "sha256").digest())
    return som.hexdigest()[:20]


def stel_in_gebruik(bouw: Path, versie: Path, plek: Path, lezers: int | None) -> bool:
    """Give the build its name and move the link; True when the link moved. `lezers`: the group that may read it."""
    geef_aan_lezers({versie.parent.parent, versie.parent, plek.parent}, lezers)
    # also what stands there already: the group may be another since
    geef_alles_aan_lezers(versie if versie.is_dir() else bouw, lezers)
    huidig = plek.resolve() if plek.is_symlink() else None
    if huidig == versie.resolve() and versie.is_dir():
        return False
    if not versie.is_dir():
        bouw.rename(versie)
    wissel = plek.parent / f"{_WISSEL}{plek.name}"
    wissel.symlink_to(os.path.relpath(versie, plek.parent), target_is_directory=True)
    wissel.replace(plek)
    _ruim_oude_versies_op(versie, huidig)
    return True


def ruim_resten_op(versies: Path, naast: Path) -> None:
    """Remove what a crashed publisher left: half-built versions and links that were never moved, also in the
    folders in `naast`."""
    for rest in versies.glob(f"{BOUW}*"):
        shutil.rmtree(rest, ignore_errors=True)
    for plek in (naast, *(map_ for map_ in naast.glob("[!.]*") if map_.is_dir() and not map_.is_symlink())):
        for rest in plek.glob(f"{_WISSEL}*"):
            rest.unlink()


def _ruim_oude_versies_op(versie: Path, vorige: Path | None) -> None:
    groep = versie.name.rsplit("-", 1)[0]
    for oud in versie.parent.iterdir():
        is_groep = oud.name.rsplit("-", 1)[0] == groep
        if is_groep and oud.name != versie.name and (vorige is None or oud.name != vorige.name):
            shutil.rmtree(oud, ignore_errors=True)
