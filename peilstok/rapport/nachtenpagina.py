"""The page about the nights themselves, for who keeps them running: how each ended, how long it and its steps took, and
what it counted. Outside the publication, because a night that fails publishes nothing (docs/besluiten/0076)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from peilstok.nachtboek import Afloop, Nachtregel
from peilstok.rapport.pagina import getal_tekst, schrijf_sjabloon

NACHTEN = 60
"""Nights on the page."""
TRAGER = 1.5
"""A step that took so many times its usual time is named."""
TRAGER_SECONDEN = 5.0
"""And so many seconds more: a step of a second that takes two is no news."""
_MIN_NACHTEN = 4
TELLINGEN = {
    "geladen": "Nieuwe bestanden",
    "quarantaine": "In quarantaine",
    "open_in_quarantaine": "Nog open in quarantaine",
    "geslaagd": "Controles in orde",
    "verstuurd": "Mails verstuurd",
}
"""The counts on the page and their headings."""
_WOORDEN = {
    Afloop.GELUKT: ("goed", "✓ gelukt"),
    Afloop.MISLUKT: ("af", "▲ mislukt"),
    Afloop.AFGEBROKEN: ("af", "▲ afgebroken"),
    Afloop.BEZIG: ("geen", "– bezig"),
}


@dataclass(frozen=True)
class Rij:
    """A night as a row; `deel` is its length as a share (0-100) of the longest, empty texts are unknown."""

    begin: str
    klasse: str
    woord: str
    duur: str
    deel: float
    reden: str
    tellingen: list[str]


@dataclass(frozen=True)
class Staprij:
    """A step: its time in the last night that has it, what is usual, and whether that is much more."""

    naam: str
    laatst: str
    gewoon: str
    is_trager: bool


def schrijf_nachtenpagina(map_: Path, nachten: Sequence[Nachtregel], nu: datetime, tijdzone: ZoneInfo) -> Path:
    """Write `map_/index.html` about `nachten` (newest first; may be empty). Returns its path."""
    map_.mkdir(parents=True, exist_ok=True)
    langste = max((nacht.seconden for nacht in nachten if nacht.seconden), default=0.0)
    return schrijf_sjabloon(
        map_ / "index.html",
        "nachten.html.j2",
        stijl=(files("peilstok.rapport") / "runtime_bron" / "site.css").read_text(encoding="utf-8"),
        gemaakt=f"{nu.astimezone(tijdzone):%d-%m-%Y %H:%M}",
        koppen=list(TELLINGEN.values()),
        rijen=[_rij(nacht, langste, tijdzone) for nacht in nachten],
        stappen=staprijen(nachten),
        gelukt=sum(nacht.afloop is Afloop.GELUKT for nacht in nachten),
    )


def staprijen(nachten: Sequence[Nachtregel]) -> list[Staprij]:
    """Every step of the last night that has steps, in its order, beside the median of the nights before it."""
    met_stappen = [nacht for nacht in nachten if nacht.stappen]
    if not met_stappen:
        return []
    laatste, *eerder = met_stappen
    rijen = []
    for stap in laatste.stappen:
        tijden = [s.seconden for nacht in eerder for s in nacht.stappen if s.naam == stap.naam and s.is_gelukt]
        gewoon = median(tijden) if len(tijden) >= _MIN_NACHTEN else None
        is_trager = gewoon is not None and stap.seconden > max(gewoon * TRAGER, gewoon + TRAGER_SECONDEN)
        rijen.append(Staprij(stap.naam, duur_tekst(stap.seconden), duur_tekst(gewoon), is_trager))
    return rijen


def duur_tekst(seconden: float | None) -> str:
    """12 s, 4 min 05 s, 2 u 10 min; unknown is a dash."""
    if seconden is None:
        return "–"
    heel = round(seconden)
    if heel < 60:
        return f"{heel} s"
    if heel < 3600:
        return f"{heel // 60} min {heel % 60:02d} s"
    return f"{heel // 3600} u {heel % 3600 // 60:02d} min"


def _rij(nacht: Nachtregel, langste: float, tijdzone: ZoneInfo) -> Rij:
    klasse, woord = _WOORDEN[nacht.afloop]
    return Rij(
        begin=f"{nacht.begin.astimezone(tijdzone):%d-%m-%Y %H:%M}",
        klasse=klasse,
        woord=woord,
        duur=duur_tekst(nacht.seconden),
        deel=round(100 * nacht.seconden / langste, 1) if nacht.seconden and langste else 0.0,
        reden=nacht.reden,
        tellingen=[getal_tekst(nacht.tellingen.get(naam)) for naam in TELLINGEN],
    )
