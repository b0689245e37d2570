"""The rows of one table and one period as a tree of totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from peilstok.publicatie.onderdrukking.rij import Rij
from peilstok.publicatie.onderdrukking.structuur import GEHEEL, OUDER, Niveau


@dataclass(frozen=True)
class Plek:
    """Where a row stands; a dimension that is totalled is ALLE."""

    niveau: Niveau
    gemeente: str
    soort: str

    @property
    def ouder(self) -> Plek | None:
        niveau = OUDER.get(self.niveau)
        if niveau is None:
            return None
        return Plek(niveau, "" if niveau is Niveau.REGIO else self.gemeente, "")

    @property
    def geheel(self) -> Plek | None:
        niveau = GEHEEL.get(self.niveau)
        return None if niveau is None else Plek(niveau, "", self.soort)


def verbind(rijen: Iterable[tuple[Plek, Rij]]) -> None:
    """Make a tree of the rows of one block. A total that is not there binds nothing."""
    rijen = list(rijen)
    # of providers only the totals are looked up
    per_plek = {plek: rij for plek, rij in rijen if plek.niveau is not Niveau.AANBIEDER}
    kinderen: defaultdict[tuple[Plek, Niveau], list[Rij]] = defaultdict(list)
    for plek, rij in rijen:
        if plek.ouder in per_plek and rij.aantal > 0:
            kinderen[plek.ouder, plek.niveau].append(rij)
        if plek.geheel in per_plek and rij.aantal > 0:
            rij.ligt_binnen(per_plek[plek.geheel])
    for (plek, niveau), groep in kinderen.items():
        per_plek[plek].deelt_in(niveau, groep)
