"""What the reports on message quality show (issue 7, K002-22), read from the published DuckDB file and nothing else.

The two laws are never added: every score and every group of findings is of one rule and one wet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import duckdb

from peilstok.begrippen import standaardwaarden
from peilstok.rapport.gegevens import (
    BERICHTKWALITEIT,
    Gat,
    gaten_per_gemeente,
    heeft_berichtkwaliteit,
    lees_gaten,
    lees_kolommen,
    lees_namen,
    lees_rijen,
    lees_voorlopig_vanaf,
)
from peilstok.rapport.herstel import Verloop, lees_verloop

MAANDEN_SCORE = 12
"""Complete months that a score counts."""

ERNST_VOLGORDE = ("fout", "waarschuwing", "norm", "signaal", "proces", "informatie")

Soort = Literal["gemeente", "aanbieder"]


@dataclass(frozen=True)
class Regel:
    """A rule of kwaliteit.regel, with the words a clerk reads. `aan_zet` (`afzender`, `ontvanger`) says who mends a
    finding where that follows from the message and not from `eigenaar`."""

    regel: str
    ernst: str
    stelling: str
    eigenaar: str
    remedie: str
    toelichting: str
    aan_zet: str = ""

    @property
    def wie_herstelt(self) -> str:
        return self.aan_zet or self.eigenaar


@dataclass(frozen=True, slots=True)
class Meting:
    """Judged and breached records of one rule in one month, of one gemeente and provider."""

    regel: str
    wet: str
    gemeente_code: str
    aanbieder_agb: str
    maand: date
    beoordeeld: int
    bevindingen: int


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A finding with what is needed to find the message in the source system, whose turn it is (`eigenaar`), what they
    do about it (`remedie`), and who can mend it now (`te_herstellen_door`, None when nobody: it is not open, or stays
    what it is); never a person."""

    bevinding_id: str
    regel: str
    wet: str
    gemeente_code: str
    aanbieder_agb: str
    bericht_id: str | None
    identificatie: str | None
    toewijzingnummer: str | None
    omschrijving: str
    dagtekening: date
    status: str
    eigenaar: str
    remedie: str
    te_herstellen_door: str | None


@dataclass(frozen=True, slots=True)
class Steekproefbericht:
    """A 305 or 307 without findings, drawn to be looked at by hand."""

    gemeente_code: str
    aanbieder_agb: str
    dagtekening: date
    wet: str
    berichttype: str
    identificatie: str


@dataclass(frozen=True, slots=True)
class Stil:
    """A provider with `leveringen` running deliveries in a gemeente whose last own message there is of `laatste` (None:
    there is none)."""

    gemeente_code: str
    aanbieder_agb: str
    leveringen: int
    laatste: date | None


@dataclass(frozen=True)
class Score:
    """One rule under one wet: counts over the last complete months, percentages (0-100, None when nothing was judged)
    of the last one and the one before, and the findings now open, of whatever month."""

    regel: Regel
    wet: str
    beoordeeld: int
    bevindingen: int
    vorige_pct: float | None
    deze_pct: float | None
    nu_open: int

    @property
    def percentage(self) -> float | None:
        return _pct(self.bevindingen, self.beoordeeld)

    @property
    def trend(self) -> str:
        """Arrow and word; compares the figures as the reader sees them, in one decimal."""
        if self.vorige_pct is None or self.deze_pct is None:
            return "– niet te vergelijken"
        verschil = round(self.deze_pct, 1) - round(self.vorige_pct, 1)
        return "▲ meer" if verschil > 0 else "▼ minder" if verschil < 0 else "= gelijk"


@dataclass(frozen=True)
class Groep:
    """The open findings of one rule under one wet that wait for one owner, newest first: those that can be mended in
    one way (`remedie`), or those that stay what they are (not `is_herstelbaar`)."""

    regel: Regel
    wet: str
    eigenaar: str
    is_herstelbaar: bool
    remedie: str
    bevindingen: list[Bevinding]


@dataclass(frozen=True, slots=True)
class Telling:
    """Open findings: those the reader can mend (`zelf`), those that another can mend (`ander`), and those that stay
    what they are, such as what came late (`blijvend`). Every count of a mail or report is one of these."""

    zelf: int
    ander: int
    blijvend: int

    @property
    def open(self) -> int:
        return self.zelf + self.ander + self.blijvend


@dataclass(frozen=True)
class Berichtkwaliteit:
    """Everything the reports are made from. `maand` is the first of the last complete month on `peildatum`; the samples
    are per code of the gemeente or provider; `verloop` is None for an audience that does not get it."""

    peildatum: date
    kennisdatum: date
    maand: date
    regels: dict[str, Regel]
    metingen: list[Meting]
    bevindingen: list[Bevinding]
    steekproef: dict[Soort, dict[str, list[Steekproefbericht]]]
    stil: list[Stil]
    parameters: dict[str, str]
    gemeenten: dict[str, str]
    aanbieders: dict[str, str]
    verloop: Verloop | None = None
    voorlopig_vanaf: date | None = None
    """First of the earliest month that is provisional (A12)."""
    gaten: list[Gat] = field(default_factory=list)

    @property
    def open_sinds(self) -> dict[str, date]:
        """Per bevinding_id the knowledge date since which it has been open; empty without the ledger."""
        return self.verloop.open_sinds if self.verloop else {}

    @property
    def vorige_maand(self) -> date:
        return _maanden_terug(self.maand, 1)

    @property
    def eerste_maand(self) -> date:
        """First of the oldest month that a score counts."""
        return _maanden_terug(self.maand, MAANDEN_SCORE - 1)

    @cached_property
    def _gemeenten_van(self) -> dict[str, set[tuple[str, str]]]:
        """Per provider the laws and gemeenten it has figures in."""
        uit: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for meting in self.metingen:
            uit[meting.aanbieder_agb].add((meting.wet, meting.gemeente_code))
        return uit

    def gaten_van(self, soort: Soort | None = None, code: str = "") -> list[str]:
        """Where messages of this gemeente, or of the gemeenten of this provider, are missing; without a party: all."""
        eigen = self.gaten
        if soort == "gemeente":
            eigen = [gat for gat in eigen if gat.gemeente_code == code]
        elif soort == "aanbieder" and eigen:
            eigen = [gat for gat in eigen if (gat.wet, gat.gemeente_code) in self._gemeenten_van[code]]
        return gaten_per_gemeente(eigen, self.gemeenten)

    def naam(self, soort: Soort, code: str) -> str:
        """The name of a gemeente or provider; its code when the name is unknown."""
        return (self.gemeenten if soort == "gemeente" else self.aanbieders).get(code, code)


def lees_berichtkwaliteit(pub_db: Path) -> Berichtkwaliteit | None:
    """Read the published tables; None when this audience does not get the findings."""
    with duckdb.connect(str(pub_db), read_only=True) as con:
        kolommen = lees_kolommen(con)
        if not heeft_berichtkwaliteit(kolommen):
            return None

        def rijen(tabel: str, waar: str = "true") -> list[tuple[Any, ...]]:
            return lees_rijen(con, kolommen, tabel, BERICHTKWALITEIT[tabel], waar)

        peil = rijen("kwaliteit.peil")
        if not peil:
            return None
        peildatum, kennisdatum = peil[0]
        maand = laatste_hele_maand(peildatum)
        eerste = _maanden_terug(maand, MAANDEN_SCORE - 1)
        return Berichtkwaliteit(
            peildatum=peildatum,
            kennisdatum=kennisdatum,
            maand=maand,
            regels={
                r[0]: Regel(r[0], r[1] or "", r[2] or "", r[3] or "", r[4] or "", r[5] or "", r[6] or "")
                for r in rijen("kwaliteit.regel")
            },
            metingen=[
                Meting(*r) for r in rijen("kwaliteit.meting", f"maand between date '{eerste}' and date '{maand}'")
            ],
            # What rests on a gap in the input is on nobody's list and in no count.
            bevindingen=[Bevinding(*r) for r in rijen("kwaliteit.bevinding", "status <> 'niet te beoordelen'")],
            steekproef=_steekproef(rijen("kwaliteit.pagina_steekproef")),
            stil=[Stil(*r) for r in rijen("kwaliteit.pagina_stil")],
            parameters={
                **standaardwaarden(),
                **lees_namen(con, kolommen, "marts.dim_parameter", "parameter", "waarde"),
            },
            gemeenten=lees_namen(con, kolommen, "marts.dim_gemeente", "gemeente_code", "gemeente_naam"),
            aanbieders=lees_namen(con, kolommen, "marts.dim_aanbieder", "aanbieder_agb", "aanbieder_naam"),
            verloop=lees_verloop(con, kolommen, maand, kennisdatum),
            voorlopig_vanaf=lees_voorlopig_vanaf(con, kolommen),
            gaten=lees_gaten(con, kolommen),
        )


def laatste_hele_maand(peildatum: date) -> date:
    """First of the last month whose last day is on or before `peildatum`."""
    return _maanden_terug(peildatum + timedelta(days=1), 1)


def scores(k: Berichtkwaliteit, metingen: Iterable[Meting], bevindingen: Iterable[Bevinding]) -> list[Score]:
    """A score per rule and wet that has breaches in the last complete months or findings now open; worst first: by
    ernst, then most breaches."""
    per: dict[tuple[str, str], list[Meting]] = defaultdict(list)
    nu_open: dict[tuple[str, str], int] = defaultdict(int)
    for meting in metingen:
        per[meting.regel, meting.wet].append(meting)
    for bevinding in bevindingen:
        if bevinding.status == "open":
            nu_open[bevinding.regel, bevinding.wet] += 1
    uit = []
    for regel, wet in sorted({*per, *nu_open}):
        eigen = per[regel, wet]
        score = Score(
            regel=_regel(k, regel),
            wet=wet,
            beoordeeld=sum(m.beoordeeld for m in eigen),
            bevindingen=sum(m.bevindingen for m in eigen),
            vorige_pct=_maand_pct(eigen, k.vorige_maand),
            deze_pct=_maand_pct(eigen, k.maand),
            nu_open=nu_open[regel, wet],
        )
        if score.bevindingen or score.nu_open:
            uit.append(score)
    return sorted(uit, key=lambda s: (_rang(s.regel), -s.bevindingen, s.regel.regel, s.wet))


def groepen(k: Berichtkwaliteit, bevindingen: Iterable[Bevinding]) -> list[Groep]:
    """The open findings per rule, wet, owner and remedy; worst first, as in `scores`."""
    per: dict[tuple[str, str, str, bool, str], list[Bevinding]] = defaultdict(list)
    for b in bevindingen:
        if b.status == "open":
            per[b.regel, b.wet, b.eigenaar, b.te_herstellen_door is not None, b.remedie].append(b)
    uit = [
        Groep(_regel(k, regel), wet, wie, herstelbaar, remedie, nieuwste_eerst(eigen))
        for (regel, wet, wie, herstelbaar, remedie), eigen in per.items()
    ]
    return sorted(
        uit,
        key=lambda g: (_rang(g.regel), -len(g.bevindingen), g.regel.regel, g.wet, g.eigenaar, g.is_herstelbaar),
    )


def tel(bevindingen: Iterable[Bevinding], soort: Soort | None = None) -> Telling:
    """Count the open findings as seen by a gemeente or provider; without `soort` nobody is `zelf`."""
    nu_open = [b for b in bevindingen if b.status == "open"]
    zelf = sum(b.te_herstellen_door == soort for b in nu_open if b.te_herstellen_door is not None)
    blijvend = sum(b.te_herstellen_door is None for b in nu_open)
    return Telling(zelf=zelf, ander=len(nu_open) - zelf - blijvend, blijvend=blijvend)


def nieuwste_eerst(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """By dagtekening, newest first; findings of one day by id, so that the order is the same every night."""
    return sorted(bevindingen, key=lambda b: (-b.dagtekening.toordinal(), b.bevinding_id))


def _regel(k: Berichtkwaliteit, regel: str) -> Regel:
    return k.regels.get(regel) or Regel(regel, "", "", "data team", "", "")


def _rang(regel: Regel) -> int:
    return ERNST_VOLGORDE.index(regel.ernst) if regel.ernst in ERNST_VOLGORDE else len(ERNST_VOLGORDE)


def _maand_pct(metingen: list[Meting], maand: date) -> float | None:
    van_maand = [m for m in metingen if m.maand == maand]
    return _pct(sum(m.bevindingen for m in van_maand), sum(m.beoordeeld for m in van_maand))


def _pct(deel: int, geheel: int) -> float | None:
    return 100 * deel / geheel if geheel else None


def _maanden_terug(dag: date, aantal: int) -> date:
    nummer = dag.year * 12 + dag.month - 1 - aantal
    return date(nummer // 12, nummer % 12 + 1, 1)


def _steekproef(rijen: Iterable[tuple[Any, ...]]) -> dict[Soort, dict[str, list[Steekproefbericht]]]:
    """The sample of K002-22 by code of the gemeente, and of the provider, for which it was drawn."""
    uit: dict[Soort, dict[str, list[Steekproefbericht]]] = {"gemeente": {}, "aanbieder": {}}
    for soort, *rij in rijen:
        bericht = Steekproefbericht(*rij)
        code = bericht.gemeente_code if soort == "gemeente" else bericht.aanbieder_agb
        uit[soort].setdefault(code, []).append(bericht)
    return uit
