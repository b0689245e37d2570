"""One cell of an outcome file: is it what its column may hold, and what is it in our words."""

from __future__ import annotations

import re
from datetime import date

from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.uitkomsten.layout import Kolom

ONBEKEND, ONGEBOREN = "999999999", "000000000"
GEEN_PERSOON = (ONBEKEND, ONGEBOREN)
GEBOORTE_ONBEKEND = "00000000"

_CIJFERS = re.compile(r"[0-9]+")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_JAAR = re.compile(r"20[0-9]{2}")
# no sign with which a spreadsheet would begin to calculate
_VRIJ = re.compile(r"[0-9A-Za-z][0-9A-Za-z .&/+-]*")


class CelFout(ValueError):
    """What is wrong with a cell, in Dutch and without its value."""


class Cellezer:
    """Judges cells. `gemeenten` are the codes that exist, or existed (succession)."""

    def __init__(self, pseudoniem: Pseudonimiseerder, gemeenten: frozenset[str]) -> None:
        self._pseudoniem = pseudoniem
        self._gemeenten = gemeenten

    def lees(self, kolom: Kolom, tekst: str) -> str:
        """The value in our words, empty where nothing stands. Raises CelFout."""
        if not tekst:
            if kolom.verplicht:
                raise CelFout("is leeg")
            return "01" if kolom.soort == "volgnummer" else ""
        if len(tekst) > kolom.breedte:
            raise CelFout(f"is langer dan {kolom.breedte} tekens")
        match kolom.soort:
            case "code":
                if tekst not in kolom.waarden:
                    raise CelFout(f"is geen {_opsomming(list(kolom.waarden))}")
                return kolom.waarden[tekst]
            case "datum":
                return _datum(tekst)
            case "geboortedatum":
                return _geboortedatum(tekst)
            case "bsn":
                return self._bsn(tekst)
            case "gemeente":
                if tekst not in self._gemeenten:
                    raise CelFout("is geen bekende gemeentecode (CBS, vier cijfers)")
                return tekst
            case "postcode":
                if not _POSTCODE.fullmatch(tekst) and tekst not in self._gemeenten:
                    raise CelFout("is geen postcode (1234AB) en geen gemeentecode")
                return tekst
            case "jaar":
                if not _JAAR.fullmatch(tekst):
                    raise CelFout("is geen jaartal van vier cijfers")
                return tekst
            case "vrij":
                if not _VRIJ.fullmatch(tekst):
                    raise CelFout("is geen code van letters en cijfers")
                return tekst
        # agb and volgnummer
        if not _CIJFERS.fullmatch(tekst) or len(tekst) < kolom.breedte:
            raise CelFout(f"heeft geen {kolom.breedte} cijfers")
        return tekst

    def _bsn(self, tekst: str) -> str:
        if not _CIJFERS.fullmatch(tekst) or len(tekst) != len(ONBEKEND):
            raise CelFout("heeft geen negen cijfers")
        if tekst not in GEEN_PERSOON and not self._pseudoniem.is_geldig(tekst):
            raise CelFout("voldoet niet aan de elfproef")
        return tekst


def _opsomming(woorden: list[str]) -> str:
    return f"{', '.join(woorden[:-1])} of {woorden[-1]}"


def als_datum(tekst: str) -> date | None:
    """JJJJMMDD of this century or the one before as a date; None for anything else."""
    if len(tekst) != 8 or not _CIJFERS.fullmatch(tekst) or tekst[:2] not in ("19", "20"):
        return None
    try:
        return date(int(tekst[:4]), int(tekst[4:6]), int(tekst[6:]))
    except ValueError:
        return None


def _datum(tekst: str) -> str:
    if als_datum(tekst) is None:
        raise CelFout("is geen bestaande datum (JJJJMMDD)")
    return tekst


def _geboortedatum(tekst: str) -> str:
    """Day, or month and day, may be unknown (00); all zeros is a child that is not born yet."""
    volledig = tekst
    if tekst[4:] == "0000":
        volledig = f"{tekst[:4]}0101"
    elif tekst[6:] == "00":
        volledig = f"{tekst[:6]}01"
    if tekst != GEBOORTE_ONBEKEND and als_datum(volledig) is None:
        raise CelFout("is geen bestaande datum (JJJJMMDD, met 00 voor een onbekende dag of maand)")
    return tekst
