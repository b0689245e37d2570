"""Small regions of cases, and the rows that a table makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peilstok.publicatie.onderdrukking.boom import Plek, verbind
from peilstok.publicatie.onderdrukking.rij import Rij
from peilstok.publicatie.onderdrukking.structuur import Niveau


class Geval(NamedTuple):
    """One case: whose, where, of what kind, and in which part it counts."""

    client: int
    gemeente: str
    aanbieder: str
    soort: str
    deel: int


def rijen(gevallen: Sequence[Geval], delen: int, uniek: bool, niveaus: Iterable[Niveau] = tuple(Niveau)) -> list[Rij]:
    """The connected rows of a table with all levels. `uniek`: clients are counted, each in the lowest part it has in the
    row; else cases."""
    per_plek: dict[tuple[Plek, str], list[Geval]] = {}
    for geval in gevallen:
        for niveau in niveaus:
            gemeente = "" if niveau in (Niveau.REGIO, Niveau.REGIO_SOORT) else geval.gemeente
            soort = geval.soort if niveau in (Niveau.SOORT, Niveau.REGIO_SOORT) else ""
            aanbieder = geval.aanbieder if niveau is Niveau.AANBIEDER else ""
            per_plek.setdefault((Plek(niveau, gemeente, soort), aanbieder), []).append(geval)
    uit = []
    for (plek, aanbieder), erin in per_plek.items():
        clienten = [{geval.client for geval in erin if geval.deel == deel} for deel in range(delen)]
        if uniek:
            for deel in range(delen):
                clienten[deel] -= set().union(*clienten[:deel])
        aantal = [len(wie) if uniek else sum(geval.deel == deel for geval in erin) for deel, wie in enumerate(clienten)]
        uit.append(
            (
                plek,
                Rij(
                    sleutel=(plek.niveau, plek.gemeente, plek.soort, aanbieder),
                    delen=tuple(aantal),
                    clienten=tuple(map(len, clienten)),
                    clienten_samen=len(set().union(*clienten)),
                    sommen=(float(len(erin)),),
                    indeling="een",
                    uniek=uniek,
                ),
            )
        )
    verbind(uit)
    return [rij for _, rij in uit]
