"""The published folders as the portal hands them out: a version of a folder, and in it only what its own list names.

A page and everything it asks for stay with one version, whatever is swapped meanwhile (peilstok/publicatie/wissel.py
keeps the one before). A path is looked up in the list of the version and never put together: no trick leads elsewhere.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from peilstok.publicatie.doelgroep import Doelgroep
from peilstok.publicatie.lijst import MANIFEST
from peilstok.publicatie.wissel import VERSIES

_NAAM = re.compile(r"[a-z]+(-[0-9A-Za-z]+)?-[0-9a-f]{20}")


@dataclass(frozen=True)
class Versie:
    """One version of the folder of an audience; `bestanden` is everything in it, by path."""

    naam: str
    map_: Path
    doelgroep: str
    peildatum: str
    bestanden: frozenset[str]


def huidige_versie(publicatie: Path, doelgroep: Doelgroep) -> Versie | None:
    """What readers of this audience get now; None when nothing is published for it."""
    try:
        naam = (publicatie / doelgroep.naam).readlink().name
    except OSError:
        return None
    return versie(publicatie, doelgroep, naam)


def versie(publicatie: Path, doelgroep: Doelgroep, naam: str) -> Versie | None:
    """The version of this name when it is one of this audience, and still there."""
    if not _NAAM.fullmatch(naam):
        return None
    map_ = publicatie / VERSIES / naam
    if not map_.is_dir():
        return None
    gevonden = _lees(map_)
    return gevonden if gevonden and gevonden.doelgroep == doelgroep.naam else None


def bestaande(publicatie: Path, soort: str) -> list[str]:
    """The codes of a kind of audience that have a folder."""
    return sorted(pad.name for pad in (publicatie / soort).glob("[!.]*") if pad.is_symlink())


# a version never changes, so neither does what was read of it
@lru_cache(maxsize=1024)
def _lees(map_: Path) -> Versie | None:
    try:
        lijst = json.loads((map_ / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Versie(
        map_.name, map_, lijst["doelgroep"], lijst.get("peildatum") or "", frozenset({MANIFEST, *lijst["bestanden"]})
    )
