"""dim_dekking in plain Python, from the text of the contract (chapter 4, gaps in the input) and not from the SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ALLE = "ALLE"
Rij = tuple[str, str, str, int, float | None, int, bool, str | None]


@dataclass(frozen=True)
class Regel:
    """A record of an accepted 307, 317 or 323 that names a toewijzing."""

    wet: str
    gemeente: str
    dagtekening: date
    is_bekend: bool


@dataclass(frozen=True)
class Weigering:
    wet: str
    gemeente: str
    dagtekening: date
    is_301: bool = False


@dataclass(frozen=True)
class Opgave:
    """Row of dekking.csv; None is all."""

    wet: str | None
    gemeente: str | None
    vanaf: date


def _begin(dag: date) -> date:
    return dag.replace(day=1)


def _volgende(maand: date) -> date:
    return _begin(maand + timedelta(days=31))


def _maanden(eerste: date, peildatum: date) -> list[date]:
    """Complete months up to P."""
    maanden = []
    while _volgende(eerste) - timedelta(days=1) <= peildatum:
        maanden.append(eerste)
        eerste = _volgende(eerste)
    return maanden


def _aandeel(per_maand: Sequence[Sequence[Regel]], nr: int, genoeg: int) -> tuple[int, float | None]:
    """How many records a month is judged on, itself and the next ones until there are enough, and the share known."""
    samen: list[Regel] = []
    for regels in per_maand[nr:]:
        samen += regels
        if len(samen) >= genoeg:
            break
    return len(samen), 100 * sum(r.is_bekend for r in samen) / len(samen) if samen else None


def _gedekt(
    per_maand: Sequence[Sequence[Regel]], maanden: Sequence[date], weigeringen: Iterable[Weigering], genoeg: int
) -> list[bool]:
    goed = []
    geweigerd = [_begin(w.dagtekening) for w in weigeringen if w.is_301]
    for nr, maand in enumerate(maanden):
        aantal, pct = _aandeel(per_maand, nr, genoeg)
        # Too few are no objection, but where toewijzingen were refused up to then (besluiten/0020).
        telt = aantal >= genoeg or any(m <= maand for m in geweigerd)
        goed.append(not (telt and per_maand[nr] and pct is not None and pct < 95))
    return [all(goed[nr:]) for nr in range(len(goed))]


def _opgegeven(wet: str, gemeente: str, opgaven: Iterable[Opgave]) -> date | None:
    passend = [o for o in opgaven if o.wet in (None, wet) and o.gemeente in (None, gemeente)]
    if not passend:
        return None
    return max(passend, key=lambda o: (o.gemeente is not None, o.wet is not None, o.vanaf)).vanaf


def dekking(
    eerste_maand: date,
    peildatum: date,
    partijen: Iterable[tuple[str, str]],
    regels: Sequence[Regel],
    weigeringen: Sequence[Weigering],
    opgaven: Sequence[Opgave],
    genoeg: int = 20,
) -> list[Rij]:
    """All rows, sorted. `partijen` are the (wet, gemeente) of accepted or refused messages known on K."""
    maanden = _maanden(eerste_maand, peildatum)
    per_partij: dict[tuple[str, str], list[bool]] = {}
    for wet, gemeente in sorted(set(partijen)):
        eigen = [
            [r for r in regels if (r.wet, r.gemeente, _begin(r.dagtekening)) == (wet, gemeente, m)] for m in maanden
        ]
        van_hen = [w for w in weigeringen if (w.wet, w.gemeente) == (wet, gemeente)]
        vanaf = _opgegeven(wet, gemeente, opgaven)
        per_partij[wet, gemeente] = (
            _gedekt(eigen, maanden, van_hen, genoeg) if vanaf is None else [m >= vanaf for m in maanden]
        )
    rijen: list[Rij] = []
    for wet in {wet for wet, _ in per_partij}:
        leden = [gedekt for (w, _), gedekt in per_partij.items() if w == wet]
        alle = [all(lid[nr] for lid in leden) for nr in range(len(maanden))]
        for gemeente, gedekt in [(ALLE, alle), *((g, v) for (w, g), v in per_partij.items() if w == wet)]:
            eigen = [
                [
                    r
                    for r in regels
                    if r.wet == wet and gemeente in (ALLE, r.gemeente) and _begin(r.dagtekening) == maand
                ]
                for maand in maanden
            ]
            eerste = next((m.isoformat() for m, ok in zip(maanden, gedekt, strict=True) if ok), None)
            for nr, maand in enumerate(maanden):
                geweigerd = sum(
                    w.wet == wet and gemeente in (ALLE, w.gemeente) and _begin(w.dagtekening) == maand
                    for w in weigeringen
                )
                rijen.append(
                    (
                        wet,
                        gemeente,
                        maand.isoformat(),
                        len(eigen[nr]),
                        _aandeel(eigen, nr, genoeg)[1],
                        geweigerd,
                        gedekt[nr],
                        eerste,
                    )
                )
    return sorted(rijen)
