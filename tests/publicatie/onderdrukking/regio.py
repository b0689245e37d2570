"""Small regions of cases, and the rows that a table makes of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def rijen(
    gevallen: Sequence[Geval],
    delen: int,
    uniek: bool,
    zonder_delen: Collection[Niveau] = (),
    uit: Collection[Niveau] = (),
) -> dict[Plek, Rij]:
    """The rows of a table, not yet a tree. `uniek`: clients are counted, each in the lowest part it has in the row;
    else cases. Levels `zonder_delen` have no parts, levels `uit` no rows."""
    per_plek: dict[Plek, list[Geval]] = {}
    for geval in gevallen:
        for niveau in Niveau:
            if niveau not in uit:
                plek = Plek(
                    niveau,
                    "" if niveau in (Niveau.REGIO, Niveau.REGIO_SOORT) else geval.gemeente,
                    geval.aanbieder if niveau is Niveau.AANBIEDER else "",
                    geval.soort if niveau in (Niveau.SOORT, Niveau.REGIO_SOORT) else "",
                )
                per_plek.setdefault(plek, []).append(geval)
    gemaakt = {}
    for plek, erin in per_plek.items():
        clienten = [{geval.client for geval in erin if geval.deel == deel} for deel in range(delen)]
        if uniek:
            for deel in range(delen):
                clienten[deel] -= set().union(*clienten[:deel])
        aantal = [len(wie) if uniek else sum(geval.deel == deel for geval in erin) for deel, wie in enumerate(clienten)]
        samen = len(set().union(*clienten))
        heeft_delen = plek.niveau not in zonder_delen
        gemaakt[plek] = Rij(
            sleutel=(plek.niveau, plek.gemeente, plek.aanbieder, plek.soort),
            delen=tuple(aantal) if heeft_delen else (sum(aantal),),
            clienten=tuple(map(len, clienten)) if heeft_delen else (samen,),
            clienten_samen=samen,
            sommen=(float(len(erin)),),
            indeling="een",
            uniek=uniek,
            mag_grover=plek.niveau is Niveau.AANBIEDER,
        )
    return gemaakt


def boom(rijen: dict[Plek, Rij]) -> list[Rij]:
    """The same as a tree."""
    verbind("een", rijen)
    return [*rijen.values()]
