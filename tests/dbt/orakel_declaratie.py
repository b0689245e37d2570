"""Months not yet declared (contract chapter 4, fine print), in plain Python and exact fractions.

Choices where the contract leaves one, as in docs/besluiten/0021: from the age at which all counts as known nothing is
waited for; a month whose care is paid by place (95% of the zorgdagen) is never waited for; the mean of the last three
declared months is for months that are not declared; a row begins with its first claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product

from tests.dbt.orakel_kpi import DAG, Sleutel, later

ALLES = 12
NORM = 95
ZONDER_HISTORIE = 3
GEMIDDELDE = 3
KANS = Fraction(1, 10)
"""Either side of an interval of 80%."""


@dataclass(frozen=True)
class Claim:
    """A prestatie that counts where care is paid by claim: from `vanaf`, until it is refused."""

    wet: str
    gemeente: str
    aanbieder: str
    terrein: str
    maand: date
    eur: Fraction
    vanaf: date
    afgewezen: date | None

    def is_bekend(self, dag: date) -> bool:
        return self.vanaf <= dag and not (self.afgewezen and self.afgewezen <= dag)


def laatste_dag(maand: date) -> date:
    return later(maand, 1) - DAG


def leeftijd(maand: date, k: date) -> int:
    """Whole months from the month's last day to `k`."""
    if k < laatste_dag(maand):
        return -1
    return max(n for n in range(1200) if later(laatste_dag(maand), n) <= k)


def grenzen(waarden: Sequence[Fraction]) -> tuple[Fraction, Fraction] | None:
    """Limits that the next value lies between with the chance of the interval, never beyond what was seen."""
    if len(waarden) < 2:
        return None
    oplopend = sorted(waarden)

    def op(deel: Fraction) -> Fraction:
        plaats = min(max(deel * (len(oplopend) + 1), Fraction(1)), Fraction(len(oplopend)))
        heel = int(plaats)
        volgende = oplopend[min(heel, len(oplopend) - 1)]
        return oplopend[heel - 1] + (plaats - heel) * (volgende - oplopend[heel - 1])

    return op(KANS), op(1 - KANS)


@dataclass(frozen=True)
class Declaraties:
    """`claims` of all times, care days by (wet, gemeente, maand) as (all, paid by place)."""

    p: date
    k: date
    claims: Sequence[Claim]
    zorgdagen: Mapping[Sleutel, tuple[int, int]]

    @cached_property
    def maanden(self) -> list[date]:
        """Complete months, oldest first."""
        maand = date(2010, 1, 1)
        gevonden = []
        while laatste_dag(maand) <= self.p:
            gevonden.append(maand)
            maand = later(maand, 1)
        return gevonden

    @cached_property
    def leeftijden(self) -> dict[date, int]:
        return {maand: leeftijd(maand, self.k) for maand in self.maanden}

    @cached_property
    def historie(self) -> list[date]:
        return [maand for maand in self.maanden if self.leeftijden[maand] >= ALLES][-12:]

    def _van(self, wet: str, gemeente: str) -> list[Claim]:
        return [c for c in self.claims if c.wet == wet and gemeente in (c.gemeente, "ALLE")]

    def bekend(self, wet: str, gemeente: str, maand: date, na: int) -> Fraction:
        """What was known of the costs of `maand` so many months after its last day."""
        dag = later(laatste_dag(maand), na)
        return sum(
            (c.eur for c in self._van(wet, gemeente) if c.maand == maand and c.is_bekend(dag)), start=Fraction(0)
        )

    def is_op_plekken(self, wet: str, gemeente: str, maand: date) -> bool:
        cellen = [
            dagen for (w, g, m), dagen in self.zorgdagen.items() if w == wet and m == maand and gemeente in (g, "ALLE")
        ]
        alle, plek = (sum(dagen[i] for dagen in cellen) for i in (0, 1))
        return alle > 0 and plek * 100 >= NORM * alle

    def pct(self, wet: str, gemeente: str, maand: date) -> Fraction:
        leeftijd_nu = self.leeftijden[maand]
        if self.is_op_plekken(wet, gemeente, maand) or leeftijd_nu >= ALLES:
            return Fraction(100)
        if leeftijd_nu < 0:
            return Fraction(0)
        alles = sum(self.bekend(wet, gemeente, m, ALLES) for m in self.historie)
        if alles <= 0:
            return Fraction(100 if leeftijd_nu >= ZONDER_HISTORIE else 0)
        toen = sum(self.bekend(wet, gemeente, m, leeftijd_nu) for m in self.historie)
        return min(max(Fraction(100) * toen / alles, Fraction(0)), Fraction(100))

    def is_gedeclareerd(self, wet: str, gemeente: str, maand: date) -> bool:
        return self.pct(wet, gemeente, maand) >= NORM

    def tot(self, wet: str, gemeente: str) -> date | None:
        """The last declared month."""
        return max((m for m in self.maanden if self.is_gedeclareerd(wet, gemeente, m)), default=None)

    def _delen(self, wet: str, gemeente: str, maand: date) -> tuple[Fraction, Fraction] | None:
        """How the ratio differed over the months it comes from."""
        if self.is_op_plekken(wet, gemeente, maand) or self.leeftijden[maand] >= ALLES:
            return Fraction(1), Fraction(1)
        delen = [
            self.bekend(wet, gemeente, m, self.leeftijden[maand]) / alles
            for m in self.historie
            if (alles := self.bekend(wet, gemeente, m, ALLES)) > 0
        ]
        return grenzen(delen) if self.leeftijden[maand] >= 0 else None

    def schattingen(self) -> Iterator[tuple[Sleutel, tuple[object, ...]]]:
        """Per (wet, gemeente, aanbieder, terrein, maand): gedeclareerd, pct, verwacht, laag, hoog, is_gedeclareerd."""
        rijen: dict[Sleutel, list[Claim]] = defaultdict(list)
        for c in self.claims:
            if c.is_bekend(self.k) and c.maand in self.maanden:
                for cel in product((c.gemeente, "ALLE"), (c.aanbieder, "ALLE"), (c.terrein, "ALLE")):
                    rijen[(c.wet, *cel)].append(c)
        for rij, claims in rijen.items():
            wet, gemeente = rij[:2]
            reeks = [m for m in self.maanden if m >= min(c.maand for c in claims)]
            bedrag = {m: sum((c.eur for c in claims if c.maand == m), start=Fraction(0)) for m in reeks}
            binnen = [m for m in reeks if self.is_gedeclareerd(wet, gemeente, m)]
            grens = self.tot(wet, gemeente)
            for maand in reeks:
                pct = self.pct(wet, gemeente, maand)
                if maand not in binnen and (pct == 0 or not any(c.maand == maand for c in claims)):
                    schatting = self._uit_gemiddelde(bedrag, binnen, grens, maand)
                else:
                    delen = self._delen(wet, gemeente, maand)
                    midden = bedrag[maand] * 100 / pct
                    if delen is None or min(delen) <= 0:
                        schatting = (midden, None, None)
                    else:
                        drie = (bedrag[maand] / delen[0], bedrag[maand] / delen[1], midden)
                        schatting = (midden, min(drie), max(drie))
                yield (*rij, maand), (bedrag[maand], pct, *schatting, maand in binnen)

    def _uit_gemiddelde(
        self, bedrag: Mapping[date, Fraction], binnen: Sequence[date], grens: date | None, maand: date
    ) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """The mean of the last three declared months, and how such a mean did for the declared ones themselves."""
        laatste = binnen[-GEMIDDELDE:]
        if not laatste or grens is None:
            return None, None, None
        midden = sum((bedrag[m] for m in laatste), start=Fraction(0)) / len(laatste)
        afstand = (maand.year - grens.year) * 12 + maand.month - grens.month
        gehaald = []
        for doel in binnen[-12:] if afstand > 0 else ():
            eerder = [m for m in (later(doel, -afstand - n) for n in range(GEMIDDELDE)) if m in bedrag]
            som = sum((bedrag[m] for m in eerder), start=Fraction(0))
            if len(eerder) == GEMIDDELDE and som > 0:
                gehaald.append(bedrag[doel] * GEMIDDELDE / som)
        delen = grenzen(gehaald)
        if delen is None:
            return midden, None, None
        drie = (midden * delen[0], midden * delen[1], midden)
        return midden, min(drie), max(drie)
