"""The rows of one period as trees of totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from peilstok.publicatie.onderdrukking.rij import Rij
from peilstok.publicatie.onderdrukking.structuur import GEHEEL, OUDER, Niveau


@dataclass(frozen=True)
class Plek:
    """Where a row stands. What is totalled is empty; so are dimensions that its level does not have."""

    niveau: Niveau
    gemeente: str = ""
    aanbieder: str = ""
    soort: str = ""

    @property
    def ouder(self) -> Plek | None:
        niveau = OUDER.get(self.niveau)
        if niveau is None:
            return None
        return Plek(niveau) if niveau is Niveau.REGIO else Plek(niveau, self.gemeente)

    @property
    def geheel(self) -> Plek | None:
        niveau = GEHEEL.get(self.niveau)
        return None if niveau is None else Plek(niveau, soort=self.soort)


def verbind(wijze: str, rijen: dict[Plek, Rij], nieuw: Iterable[Plek] | None = None) -> None:
    """Make a tree of the rows of one group; `wijze` names this way to divide totals. The totals of `nieuw` (default: of
    all rows) are looked up; a total that is not there binds nothing."""
    kinderen: defaultdict[tuple[Plek, Niveau], list[Rij]] = defaultdict(list)
    for plek in rijen if nieuw is None else nieuw:
        rij = rijen[plek]
        if rij.aantal == 0:
            continue
        if plek.ouder in rijen:
            kinderen[plek.ouder, plek.niveau].append(rij)
        if plek.geheel in rijen:
            rij.ligt_binnen(rijen[plek.geheel])
    for (plek, niveau), groep in kinderen.items():
        rijen[plek].deelt_in(f"{wijze} {niveau}", groep)
