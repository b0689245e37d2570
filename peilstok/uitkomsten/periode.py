"""The period a delivery is about: a half year, quarter or month of its verslagjaar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

_MAANDEN = {"H": 6, "K": 3}


class Periode(NamedTuple):
    """First and last day."""

    begin: date
    eind: date


def periode_van(verslagjaar: str | None, periode: str | None) -> Periode | None:
    """`H1` or `H2`, `K1` to `K4`, `01` to `12` of a year; None when either is not known."""
    if not verslagjaar or not periode:
        return None
    duur = _MAANDEN.get(periode[0], 1)
    nummer = int(periode.lstrip("HK"))
    eerste = (nummer - 1) * duur
    volgende = eerste + duur
    begin = date(int(verslagjaar), eerste + 1, 1)
    eind = date(int(verslagjaar) + volgende // 12, volgende % 12 + 1, 1) - timedelta(days=1)
    return Periode(begin, eind)
