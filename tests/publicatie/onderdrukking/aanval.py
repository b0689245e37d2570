"""The attack: what linear programming finds out about withheld figures, from what is shown and how they hang together.

Knows the rows only as a reader does: which are shown, which are 0, and every sum, part and whole between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from peilstok.publicatie.onderdrukking.rij import Bekend, Rij, Stand

Term = dict[int, float]
VEEL = 1_000_000.0
"""More clients than any region has: with a bound the solver always has an answer."""


@dataclass
class _Stelsel:
    """Linear relations between unknowns: `gelijk` are 0, `hoogstens` at most 0; index 0 is the constant 1."""

    onder: list[float]
    boven: list[float]
    gelijk: list[Term]
    hoogstens: list[Term]


def aanval(rijen: Sequence[Rij]) -> dict[tuple[tuple[str, ...], int | None], float]:
    """Width of the bounds on every withheld figure: of a part of a row by its place, of the count of a row by None."""
    rijen = [rij for rij in rijen if not rij.vervallen]
    stelsel = _Stelsel([1.0], [1.0], [], [])
    plaats = {id(rij): [_onbekende(stelsel, rij, deel) for deel in range(len(rij.delen))] for rij in rijen}
    for rij in rijen:
        if rij.stand is Stand.DELEN_WEG or rij.bekend is Bekend.AANTAL:
            stelsel.gelijk.append(_plus([*((plek, 1.0) for plek in plaats[id(rij)]), (0, -float(rij.aantal))]))
        for kinderen in rij.kinderen.values():
            # rows without parts add up to the parts of their total together
            eender = len(kinderen[0].delen) == len(rij.delen)
            for delen in [[deel] for deel in range(len(rij.delen))] if eender else [[*range(len(rij.delen))]]:
                onder = [(plaats[id(kind)][deel], 1.0) for kind in kinderen for deel in (delen if eender else [0])]
                som = _plus([*onder, *((plaats[id(rij)][deel], -1.0) for deel in delen)])
                if rij.uniek:
                    stelsel.hoogstens.append({plek: -maal for plek, maal in som.items()})
                else:
                    stelsel.gelijk.append(som)
        for geheel in [*rij.gehelen, *([rij.ouder] if rij.uniek and rij.ouder else [])]:
            # corrections go both ways: of then and now, when nobody saw either, nobody knows which is larger
            tijden = rij.vorige is not geheel.vorige
            if not tijden or Stand.WEG not in (rij.stand, geheel.stand) or rij.stand is not geheel.stand:
                stelsel.hoogstens.append(_plus(_verschil(plaats[id(rij)], plaats[id(geheel)])))
            if tijden and Stand.GETOOND not in (rij.stand, geheel.stand):
                continue
            if geheel.indeling == rij.indeling and len(geheel.delen) == len(rij.delen):
                # a client of several parts counts in the first, so that only that one is no more than its total
                for deel in range(1 if rij.uniek else len(rij.delen)):
                    stelsel.hoogstens.append(_plus(_verschil([plaats[id(rij)][deel]], [plaats[id(geheel)][deel]])))
    breedte: dict[tuple[tuple[str, ...], int | None], float] = {}
    for rij in rijen:
        if rij.bekend is Bekend.ALLES or rij.stand is Stand.GETOOND:
            continue
        for deel in rij.gevuld:
            if rij.gesplitst or (rij.stand is Stand.WEG and rij.bekend is Bekend.NIETS):
                breedte[rij.sleutel, deel] = _breedte(stelsel, {plaats[id(rij)][deel]: 1.0})
        if rij.stand is Stand.WEG and rij.bekend is Bekend.NIETS:
            breedte[rij.sleutel, None] = _breedte(stelsel, {plaats[id(rij)][deel]: 1.0 for deel in rij.gevuld})
    return breedte


def _onbekende(stelsel: _Stelsel, rij: Rij, deel: int) -> int:
    bekend = rij.bekend is Bekend.ALLES or rij.stand is Stand.GETOOND or rij.delen[deel] == 0
    stelsel.onder.append(float(rij.delen[deel]) if bekend else 1.0)
    stelsel.boven.append(float(rij.delen[deel]) if bekend else VEEL)
    return len(stelsel.onder) - 1


def _verschil(plekken: Sequence[int], min_plekken: Sequence[int]) -> list[tuple[int, float]]:
    return [*((plek, 1.0) for plek in plekken), *((plek, -1.0) for plek in min_plekken)]


def _plus(termen: Sequence[tuple[int, float]]) -> Term:
    uit: Term = {}
    for plek, maal in termen:
        uit[plek] = uit.get(plek, 0.0) + maal
    return uit


def _breedte(stelsel: _Stelsel, doel: Term) -> float:
    wijdte = len(stelsel.onder)
    doelvector = np.zeros(wijdte)
    for plek, maal in doel.items():
        doelvector[plek] = maal
    grenzen = []
    for teken in (1, -1):
        uit = linprog(
            teken * doelvector,
            A_eq=_matrix(stelsel.gelijk, wijdte),
            b_eq=np.zeros(len(stelsel.gelijk)) if stelsel.gelijk else None,
            A_ub=_matrix(stelsel.hoogstens, wijdte),
            b_ub=np.zeros(len(stelsel.hoogstens)) if stelsel.hoogstens else None,
            bounds=list(zip(stelsel.onder, stelsel.boven, strict=True)),
            method="highs",
        )
        assert uit.status == 0, uit.message
        grenzen.append(teken * uit.fun)
    return float(grenzen[1] - grenzen[0])


def _matrix(termen: Sequence[Term], wijdte: int) -> coo_array | None:
    if not termen:
        return None
    waarden = [(rij, plek, maal) for rij, term in enumerate(termen) for plek, maal in term.items()]
    rijen, plekken, malen = zip(*waarden, strict=True)
    return coo_array((malen, (rijen, plekken)), shape=(len(termen), wijdte))
