"""How far a withheld figure could lie from what it is, as far as a reader can tell.

Everything here builds another region that gives the same publication: clients move between rows that are withheld, and
all that is shown stays. Two such regions that differ by at least DREMPEL in a figure prove that no calculation, linear
programming included, bounds it more narrowly. What is not found here is not proven; then more is withheld.

One figure moves at a time, everything else stays as it is: a part of a row grows at the cost of the same part of other
rows of the total (rows of which all is withheld), or two parts of a row change places with those of other rows. A
withheld total may move along, and so may what a row lies within. No part becomes 0 or stops being 0: a reader knows
which are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from peilstok.publicatie.onderdrukking.rij import Bekend, Rij, Stand

ONBEGRENSD = math.inf


class Ruimte:
    """Remembers sums over the rows of a total until `vergeet`, which is due after every change of a Stand."""

    def __init__(self) -> None:
        self._sommen: dict[tuple[str, int, int, int], float] = {}

    def vergeet(self) -> None:
        self._sommen.clear()

    def van_deel(self, rij: Rij, deel: int) -> float:
        """Least width of what a reader can find out about a part of a row that is not shown."""
        if self._niets_getoond(rij.wortel):
            return ONBEGRENSD
        andere = [ander for ander in rij.gevuld if ander != deel]
        ruil = [self._ruil(rij, ander, deel) for ander in andere]
        # nothing but its own count binds such a row, so all its other parts may become this one
        erbij = sum(ruil) if rij.ouder is None and not rij.kinderen and not rij.gehelen else max(ruil, default=0.0)
        eraf = max((self._ruil(rij, deel, ander) for ander in andere), default=0.0)
        if rij.stand is Stand.WEG:
            erbij, eraf = max(erbij, self._erbij(rij, deel)), max(eraf, self._eraf(rij, deel))
        return erbij + eraf

    def van_aantal(self, rij: Rij) -> float:
        """The same of the count of a row that is withheld."""
        if self._niets_getoond(rij.wortel):
            return ONBEGRENSD
        ruim = min((self._tot_geheel(rij, geheel, mee=True) for geheel in _gehelen(rij)), default=ONBEGRENSD)
        erbij = sum(self._erbij(rij, deel) for deel in rij.gevuld)
        return min(erbij, ruim) + sum(self._eraf(rij, deel) for deel in rij.gevuld)

    def _niets_getoond(self, wortel: Rij) -> bool:
        """Whether nothing that hangs together is shown: then everything may be any number of times as large."""
        sleutel = ("niets", id(wortel), 0, 0)
        if sleutel not in self._sommen:
            self._sommen[sleutel] = wortel.stand is Stand.WEG and all(
                rij.stand is Stand.WEG and rij.bekend is Bekend.NIETS for rij in _samenhang(wortel) if rij.aantal > 0
            )
        return bool(self._sommen[sleutel])

    def _tot_geheel(self, rij: Rij, geheel: Rij, mee: bool) -> float:
        """How much the count of a row can grow within another; `mee`: that one may grow along."""
        over = max(geheel.aantal - rij.aantal, 0)
        if mee and geheel.stand is Stand.WEG:
            return over + sum(self._erbij(geheel, deel) for deel in geheel.gevuld)
        return over

    def _tot_deel(self, rij: Rij, geheel: Rij, deel: int, mee: bool) -> float:
        """The same of a part, which the other row divides in the same way."""
        over = max(geheel.delen[deel] - rij.delen[deel], 0)
        return over + (self._erbij(geheel, deel) if mee and geheel.stand is Stand.WEG else 0.0)

    def _kan_eraf(self, rij: Rij, deel: int) -> float:
        """How much a part of a withheld row can shrink, with the rows below it."""
        if rij.bekend is not Bekend.NIETS or rij.stand is not Stand.WEG or rij.delen[deel] == 0:
            return 0.0
        return min([_over(rij, deel), *(self._onder("eraf", rij, rijen, deel) for rijen in rij.kinderen.values())])

    def _kan_erbij(self, rij: Rij, deel: int, mee: bool = False) -> float:
        """How much it can grow, with the rows below it."""
        if rij.bekend is not Bekend.NIETS or rij.stand is not Stand.WEG or rij.delen[deel] == 0:
            return 0.0
        ruim = [self._onder("erbij", rij, rijen, deel) for rijen in rij.kinderen.values()]
        for geheel in _gehelen(rij):
            if _eender(rij, geheel) and not (rij.vorige and geheel.stand is Stand.DELEN_WEG):
                ruim.append(self._tot_deel(rij, geheel, deel, mee))
            else:
                # what is left there is for all parts together
                ruim.append(self._tot_geheel(rij, geheel, mee) / (1 if mee else len(rij.gevuld)))
        return min(ruim, default=ONBEGRENSD)

    def _kan_ruil(self, rij: Rij, van: int, naar: int, mee: bool = False) -> float:
        """How much of one part of a row can become the other, with the rows below it; the count of the row stays."""
        if rij.bekend is Bekend.ALLES or rij.stand is Stand.GETOOND or rij.delen[van] == 0 or rij.delen[naar] == 0:
            return 0.0
        # of rows whose parts nobody publishes the parts are anybody's guess
        ruim = [
            self._som("ruil", rijen, van, naar)
            for rijen in rij.kinderen.values()
            if len(rijen[0].delen) == len(rij.delen)
        ]
        for geheel in _gehelen(rij):
            if _eender(rij, geheel) and not (rij.vorige and geheel.stand is Stand.DELEN_WEG):
                samen = self._ruil(geheel, van, naar) if mee and geheel.stand is not Stand.GETOOND else 0.0
                ruim.append(self._tot_deel(rij, geheel, naar, mee=False) + samen)
        return min([_over(rij, van, alleen_eender=True), *ruim])

    def _onder(self, hoe: str, rij: Rij, rijen: list[Rij], deel: int) -> float:
        """How much a part of a row can change as far as the rows below it go, which may be shown without parts."""
        if len(rijen[0].delen) == len(rij.delen):
            return self._som(hoe, rijen, deel)
        # what they have is for all parts of this row together
        return self._som(hoe, rijen, 0) / len(rij.gevuld)

    def _som(self, hoe: str, rijen: list[Rij], deel: int, naar: int = 0) -> float:
        sleutel = (hoe, id(rijen), deel, naar)
        if sleutel not in self._sommen:
            if hoe == "eraf":
                som = sum(self._kan_eraf(rij, deel) for rij in rijen)
            elif hoe == "erbij":
                som = sum(self._kan_erbij(rij, deel) for rij in rijen)
            else:
                som = sum(self._kan_ruil(rij, deel, naar) for rij in rijen)
            self._sommen[sleutel] = som
        return self._sommen[sleutel]

    def _erbij(self, rij: Rij, deel: int) -> float:
        kan = self._kan_erbij(rij, deel, mee=True)
        if kan == 0 or rij.ouder is None:
            return kan
        elders = self._som("eraf", rij.zussen, deel) - self._kan_eraf(rij, deel)
        if elders < kan and rij.ouder.stand is Stand.WEG:
            elders = max(elders, max(self._erbij(rij.ouder, hoger) for hoger in _in_ouder(rij, deel)))
        return min(kan, elders)

    def _eraf(self, rij: Rij, deel: int) -> float:
        kan = self._kan_eraf(rij, deel)
        if kan == 0 or rij.ouder is None:
            return kan
        elders = sum(self._kan_erbij(ander, deel) for ander in rij.zussen if ander is not rij)
        if elders < kan and rij.ouder.stand is Stand.WEG:
            elders = max(elders, max(self._eraf(rij.ouder, hoger) for hoger in _in_ouder(rij, deel)))
        return min(kan, elders)

    def _ruil(self, rij: Rij, van: int, naar: int) -> float:
        kan = self._kan_ruil(rij, van, naar, mee=True)
        if kan == 0 or rij.ouder is None:
            return kan
        elders = self._som("ruil", rij.zussen, naar, van) - self._kan_ruil(rij, naar, van)
        if elders < kan and rij.ouder.stand is not Stand.GETOOND:
            elders = max(elders, self._ruil(rij.ouder, van, naar))
        return min(kan, elders)


def _samenhang(wortel: Rij) -> Iterator[Rij]:
    """All rows that a sum, part or whole ties to this one, in however many steps."""
    gezien, nog = {id(wortel)}, [wortel]
    while nog:
        for rij in nog.pop().boom():
            yield rij
            for ander in (*rij.gehelen, *rij.binnen):
                if id(ander.wortel) not in gezien:
                    gezien.add(id(ander.wortel))
                    nog.append(ander.wortel)


def _in_ouder(rij: Rij, deel: int) -> tuple[int, ...]:
    """The parts of the total that a part of a row may count in."""
    assert rij.ouder is not None
    return (deel,) if len(rij.ouder.delen) == len(rij.delen) else rij.ouder.gevuld


def _gehelen(rij: Rij) -> list[Rij]:
    """What a row can be no more than. Of then and now, when both are withheld, one tells nothing of the other."""
    gehelen = [geheel for geheel in rij.gehelen if not (rij.vorige and geheel.stand is Stand.WEG)]
    return [*gehelen, rij.ouder] if rij.uniek and rij.ouder else gehelen


def _eender(rij: Rij, ander: Rij) -> bool:
    return rij.indeling == ander.indeling and len(rij.delen) == len(ander.delen)


def _over(rij: Rij, deel: int, alleen_eender: bool = False) -> float:
    """How much a part can shrink: not to 0, and not below what lies within it. When the count of the row stays, only
    what is divided in the same way matters."""
    over = rij.delen[deel] - 1
    onder = [kind for rijen in rij.kinderen.values() for kind in rijen if rij.uniek]
    for ander in [*rij.binnen, *onder]:
        if ander.vorige is not rij.vorige and ander.stand is Stand.WEG:
            continue
        if _eender(rij, ander) and not (ander.vorige is not rij.vorige and ander.stand is Stand.DELEN_WEG):
            over = min(over, rij.delen[deel] - ander.delen[deel])
        elif not alleen_eender:
            # what is left is for all parts together
            over = min(over, (rij.aantal - ander.aantal) // len(rij.gevuld))
    return max(over, 0)
