"""One row of a table that leaves the house, as suppression sees it: counts, who is behind them, its place in the
sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

DREMPEL = 5
"""Fewest distinct clients that a shown figure rests on, and least width of what a reader can find out of a withheld one
(contract chapter 5)."""

Sleutel = tuple[str, ...]


class Stand(IntEnum):
    """What of a row is shown. Withheld parts leave the whole; a withheld whole takes its parts along."""

    GETOOND = 0
    DELEN_WEG = 1
    WEG = 2


class Bekend(IntEnum):
    """What of a row an earlier publication showed, as it still is: withholding that hides nothing any more."""

    NIETS = 0
    AANTAL = 1
    ALLES = 2


@dataclass(eq=False)
class Rij:
    """`delen` divide the count of the row: one part, the count itself, where no parts are published; rows of one
    `indeling` that have parts have the same. `clienten` are the distinct clients behind each part and
    `clienten_samen` those of the row; `sommen` other figures of the row that add up along the totals (days, euro).

    `ouder` is the row whose total this one is part of, `zussen` all parts of that total (itself too), which is
    divided in that `wijze`; `kinderen` per such way the rows that add up to this row. `gehelen` are rows that this
    one lies within without being one of their published parts (a product in a gemeente within that product in the
    region, a figure within that of another table); `binnen` the other way round. `uniek`: a client may be in several
    rows of one total, so that a row is also at most its total.

    `mag_grover`: its parts may stay at home when they cannot be protected otherwise. `geteld` are the parts as they
    came, also when they do not leave. `vorige`: a row of an earlier publication, which stands as it was. `vervallen`:
    it does not leave at all, and neither do the other rows of that total.
    """

    sleutel: Sleutel
    delen: tuple[int, ...]
    clienten: tuple[int, ...]
    clienten_samen: int
    sommen: tuple[float, ...] = ()
    indeling: str = ""
    uniek: bool = False
    mag_grover: bool = False
    bekend: Bekend = Bekend.NIETS
    vorige: bool = False
    vervallen: bool = False
    stand: Stand = Stand.GETOOND
    ouder: Rij | None = None
    wijze: str = ""
    zussen: list[Rij] = field(default_factory=list)
    kinderen: dict[str, list[Rij]] = field(default_factory=dict)
    gehelen: list[Rij] = field(default_factory=list)
    binnen: list[Rij] = field(default_factory=list)
    geteld: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.geteld = self.delen

    @property
    def aantal(self) -> int:
        return sum(self.delen)

    @property
    def gevuld(self) -> tuple[int, ...]:
        """The parts that are not 0; a reader knows which those are."""
        return tuple(deel for deel, aantal in enumerate(self.delen) if aantal > 0)

    @property
    def speling(self) -> int:
        """How far a part can move when only the count of the row is known."""
        return self.aantal - len(self.gevuld)

    @property
    def gesplitst(self) -> bool:
        return len(self.gevuld) > 1

    @property
    def wortel(self) -> Rij:
        return self if self.ouder is None else self.ouder.wortel

    def ouders(self) -> Iterator[Rij]:
        """The totals that this row is in, the nearest first."""
        ouder = self.ouder
        while ouder is not None:
            yield ouder
            ouder = ouder.ouder

    def boom(self) -> Iterator[Rij]:
        """This row and all that adds up to it."""
        yield self
        for kinderen in self.kinderen.values():
            for kind in kinderen:
                yield from kind.boom()

    @property
    def diepte(self) -> int:
        return 0 if self.ouder is None else self.ouder.diepte + 1

    def minstens(self) -> Stand:
        """What must be withheld for the row's own sake: of a few clients nothing, and no parts of a few either. A count
        so small that its two parts can be guessed from it is withheld with them."""
        if self.aantal == 0:
            return Stand.GETOOND
        if self.clienten_samen < DREMPEL:
            return Stand.WEG
        if not self.gesplitst or all(self.clienten[deel] >= DREMPEL for deel in self.gevuld):
            return Stand.GETOOND
        return Stand.DELEN_WEG if self.speling >= DREMPEL else Stand.WEG

    def deelt_in(self, wijze: str, kinderen: list[Rij]) -> None:
        """`kinderen` add up to this row."""
        self.kinderen[wijze] = kinderen
        for kind in kinderen:
            kind.ouder, kind.zussen, kind.wijze = self, kinderen, wijze

    def laat_vervallen(self, wijze: str) -> None:
        """The total is no longer divided in this way: those rows do not leave, nor does what divides them."""
        for kind in self.kinderen.pop(wijze):
            kind.vervallen, kind.ouder, kind.zussen = True, None, []
            for geheel in kind.gehelen:
                geheel.binnen.remove(kind)
            for ander in kind.binnen:
                ander.gehelen.remove(kind)
            kind.gehelen, kind.binnen = [], []
            for onder in [*kind.kinderen]:
                kind.laat_vervallen(onder)

    def zonder_delen(self) -> None:
        """Of this row and what divides it only the count leaves."""
        for rij in self.boom():
            rij.laat_delen_weg()

    def laat_delen_weg(self) -> None:
        """Of this row alone only the count leaves."""
        self.delen, self.clienten = (self.aantal,), (self.clienten_samen,)
        if self.stand is Stand.DELEN_WEG:
            self.stand = Stand.GETOOND

    def ligt_binnen(self, geheel: Rij) -> None:
        """Whoever counts here counts in `geheel` as well."""
        self.gehelen.append(geheel)
        geheel.binnen.append(self)
