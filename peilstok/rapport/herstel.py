"""How findings live on over the nights: how long they have been open, what was mended, and how soon (K002-22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb

from peilstok.rapport.gegevens import lees_rijen

TERMIJNEN = ((31, "hooguit een maand"), (92, "een tot drie maanden"), (None, "langer dan drie maanden"))
"""How long a finding has been open: up to so many days, in words."""

MAANDEN_HERSTEL = 6
"""Latest months of which the share mended is shown."""

_VERLOOP = (
    "bevinding_id",
    "regel",
    "wet",
    "gemeente_code",
    "aanbieder_agb",
    "identificatie",
    "toewijzingnummer",
    "omschrijving",
    "status",
    "open_sinds",
    "hersteld_op",
    "toestand",
)
_KPI = (
    "maand",
    "wet",
    "gemeente_code",
    "aanbieder_agb",
    "gevonden_aantal",
    "hersteld_aantal",
    "percentage",
    "gecorrigeerd_aantal",
    "akkoord_aantal",
)


@dataclass(frozen=True, slots=True)
class Hersteld:
    """A finding that was looked for and not found any more; `status` is what was answered before."""

    bevinding_id: str
    regel: str
    wet: str
    gemeente_code: str
    aanbieder_agb: str
    identificatie: str | None
    toewijzingnummer: str | None
    omschrijving: str
    status: str
    open_sinds: date
    hersteld_op: date

    @property
    def dagen_open(self) -> int:
        """Days from the night that first found it to the one that did not."""
        return (self.hersteld_op - self.open_sinds).days


@dataclass(frozen=True, slots=True)
class HerstelMaand:
    """A row of marts.kpi_herstel; `percentage` is 0-100."""

    maand: date
    wet: str
    gemeente_code: str
    aanbieder_agb: str
    gevonden: int
    hersteld: int
    percentage: float
    gecorrigeerd: int
    akkoord: int


@dataclass(frozen=True)
class Verloop:
    """`hersteld`: since `vanaf`, latest first; `per_maand`: newest month first, with the ALLE rows."""

    vanaf: date
    kennisdatum: date
    open_sinds: dict[str, date]
    hersteld: list[Hersteld]
    per_maand: list[HerstelMaand]

    def looptijden(self, bevindingen: Iterable[str]) -> list[tuple[str, int]]:
        """Of these findings, by bevinding_id: how many have been open for how long, in the order of TERMIJNEN."""
        teller: Counter[str] = Counter()
        for bevinding_id in bevindingen:
            dagen = (self.kennisdatum - self.open_sinds.get(bevinding_id, self.kennisdatum)).days
            teller[next(woord for grens, woord in TERMIJNEN if grens is None or dagen <= grens)] += 1
        return [(woord, teller[woord]) for _, woord in TERMIJNEN]

    def maanden(self, gemeente_code: str, aanbieder_agb: str) -> list[HerstelMaand]:
        """The latest MAANDEN_HERSTEL months of one gemeente and provider (or ALLE), newest first, Jw before Wmo."""
        eigen = [h for h in self.per_maand if (h.gemeente_code, h.aanbieder_agb) == (gemeente_code, aanbieder_agb)]
        laatste = sorted({h.maand for h in eigen}, reverse=True)[:MAANDEN_HERSTEL]
        return [h for h in eigen if h.maand in laatste]


def lees_verloop(
    con: duckdb.DuckDBPyConnection, kolommen: dict[str, set[str]], vanaf: date, kennisdatum: date
) -> Verloop | None:
    """Read the published tables; None when this audience does not get kwaliteit.bevinding_verloop."""
    if not set(_VERLOOP) <= kolommen.get("kwaliteit.bevinding_verloop", set()):
        return None
    open_ = lees_rijen(
        con, kolommen, "kwaliteit.bevinding_verloop", ("bevinding_id", "open_sinds"), "toestand = 'open'"
    )
    hersteld = lees_rijen(
        con, kolommen, "kwaliteit.bevinding_verloop", _VERLOOP[:-1], f"hersteld_op >= date '{vanaf.isoformat()}'"
    )
    per_maand = [HerstelMaand(*rij) for rij in lees_rijen(con, kolommen, "marts.kpi_herstel", _KPI)]
    return Verloop(
        vanaf=vanaf,
        kennisdatum=kennisdatum,
        open_sinds=dict(open_),
        hersteld=sorted(
            (Hersteld(*rij) for rij in hersteld), key=lambda h: (-h.hersteld_op.toordinal(), h.regel, h.bevinding_id)
        ),
        per_maand=sorted(per_maand, key=lambda h: (-h.maand.toordinal(), h.wet)),
    )
