"""What a file is by its looks, when it is no message of the catalogue: so that its reason says what to do about it."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import NamedTuple

from peilstok.berichten.catalogus import CATALOGUS_MAP, SEED_MAP

# As the Zorginstituut writes them. Until release 2.1 the namespace ends in the release once more:
# .../iwmo/2_0/wmo305/schema/2_0.
_NAMESPACE = re.compile(
    r"https?://(?:www\.)?istandaarden\.nl/i([a-z]+)/([0-9]{1,2})_([0-9]{1,2})(?:_[0-9]{1,2})*/([a-z]+[0-9]*)/schema"
    r"(?:/[0-9_]{1,20})?/?",
    re.IGNORECASE,
)
_WETTEN = {"jw": "Jw", "wmo": "Wmo"}
_BERICHT = re.compile(r"(?:jw|wmo)([0-9]{3})", re.IGNORECASE)

KOP_BYTES = 2048
"""So much of a file is enough for `ei_reden`: records of the EI standard are a few hundred positions wide."""
# Record 01 with the code of the message and its version, then a record with a number of its own.
_EI = re.compile(rb"(?:\xef\xbb\xbf)?01([0-9]{3})[0-9]{4}[^\x00-\x1f<]{20,1900}\r?\n[0-9]{14}")


class Uitgave(NamedTuple):
    """A message of an official standard, by the namespace of its root: `standaard` iWmo, `release` 2.0, `bericht`
    WMO305 (or another part of the schemas). `wet` and `berichttype` only where it is a message of iWmo or iJw."""

    standaard: str
    release: str
    bericht: str
    wet: str | None
    berichttype: str | None


def lees_uitgave(namespace: str) -> Uitgave | None:
    """Which standard and release a namespace is of, known to the catalogue or not; None when it is of none."""
    gevonden = _NAMESPACE.fullmatch(namespace)
    if gevonden is None:
        return None
    letters, hoofd, sub, deel = gevonden.groups()
    nummer = _BERICHT.fullmatch(deel)
    wet = _WETTEN.get(letters.lower())
    return Uitgave(
        f"i{letters.capitalize()}",
        f"{int(hoofd)}.{int(sub)}",
        deel.upper() if nummer else deel,
        wet if nummer else None,
        nummer[1] if nummer and wet else None,
    )


@cache
def _berichtcodes() -> dict[str, str]:
    """Name per message code: those of the catalogue, and those that ended with the EI standard."""
    namen: dict[str, str] = {}
    for pad in (SEED_MAP / "bericht.csv", CATALOGUS_MAP / "ei.csv"):
        with pad.open(encoding="utf-8", newline="") as bestand:
            namen |= {rij["code"]: rij["wet"].upper() + rij["berichttype"] for rij in csv.DictReader(bestand)}
    return namen


def ei_reden(kop: bytes) -> str | None:
    """Why a file that begins with these bytes is not read, when it is of the EI standard; None when it is not.

    Before XML, messages were text of fixed width ("externe-integratiebericht"); archives of gemeenten are full of them.
    """
    gevonden = _EI.match(kop[:KOP_BYTES])
    if gevonden is None:
        return None
    code = gevonden[1].decode()
    bericht = _berichtcodes().get(code, f"berichtcode {code}")
    return f"dit is een bericht in de oude EI-standaard ({bericht}), met vaste posities; alleen XML wordt gelezen"
