"""What aanbieders charge: a declaratie per month for the care they delivered, and what the gemeente makes of it.

Charging by 323 began on the first of January after the messages did; care on plekken is paid by advance instead and is
not charged (K002-24).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from peilstok.demo.feiten import Declaratie, Feiten, Prestatie, Toewijzing
from peilstok.demo.kalender import maandeinde, plus_werkdagen
from peilstok.demo.parameters import DemoParameters
from peilstok.demo.wereld import GEMEENTEN, PER_MAAND, Aanbieder, Gemeente

_VOLUME_TE_HOOG, _ANDER_TARIEF = "9321", "0611"
# The header alone, or the declaratie with another reason.
_GEHEEL = ("0001", "9333")


@dataclass(frozen=True)
class Betaalwijze:
    """A row of betaalwijze.csv; `tot` None = still so."""

    wet: str
    gemeente_code: str
    segment: str
    methode: str
    van: date
    tot: date | None = None


def betaalwijzen(parameters: DemoParameters) -> tuple[Betaalwijze, ...]:
    """Jeugd on plekken in two gemeenten, in the third from P's year on; Wmo by the piece."""
    jaar = parameters.peildatum.year
    begin, laatste = date(parameters.begindatum.year, 1, 1), GEMEENTEN[2].code
    return (
        *(Betaalwijze("Jw", gemeente.code, "3", "plekken", begin) for gemeente in GEMEENTEN[:2]),
        Betaalwijze("Jw", laatste, "3", "pxq", begin, date(jaar - 1, 12, 31)),
        Betaalwijze("Jw", laatste, "3", "plekken", date(jaar, 1, 1)),
        *(Betaalwijze("Wmo", gemeente.code, "", "pxq", begin) for gemeente in GEMEENTEN),
    )


def is_pxq(wet: str, gemeente: Gemeente, maand: date, wijzen: tuple[Betaalwijze, ...]) -> bool:
    """True when care of that month is paid by the piece."""
    return any(
        wijze.methode == "pxq"
        for wijze in wijzen
        if (wijze.wet, wijze.gemeente_code) == (wet, gemeente.code) and wijze.van <= maand <= (wijze.tot or maand)
    )


def zorgdagen_in(toewijzing: Toewijzing, van: date, tot: date) -> int:
    """Days of care from `van` up to and including `tot`, within the toewijzing."""
    grens = min(tot, toewijzing.laatste.einddatum or tot)
    dagen = set[date]()
    for levering in toewijzing.leveringen:
        stop = levering.tijdelijk or levering.definitief
        eind = min(grens, stop.einddatum) if stop else grens
        begin = max(van, levering.begindatum)
        dagen.update(begin + timedelta(days=n) for n in range((eind - begin).days + 1))
    return len(dagen)


@dataclass
class _Post:
    """Something to charge from a certain day on."""

    vanaf: date
    toewijzing: Toewijzing
    maand: date
    volume: int
    credit_van: Prestatie | None = None


@dataclass
class _Boekhouding:
    """The declaraties of one aanbieder to one gemeente under one law."""

    wet: str
    gemeente: Gemeente
    aanbieder: Aanbieder
    parameters: DemoParameters
    rng: Random
    declaraties: list[Declaratie] = field(default_factory=list, init=False)
    _wachtrij: list[_Post] = field(default_factory=list, init=False)
    _prestaties: int = field(default=0, init=False)

    def declareer(self, toewijzingen: list[Toewijzing], wijzen: tuple[Betaalwijze, ...]) -> None:
        """One declaratie per month with something to charge, in the month after it, up to P."""
        eind = self.parameters.peildatum
        maand = date(self.parameters.begindatum.year + 1, 1, 1)
        while maandeinde(maand) < eind:
            laatste_dag = maandeinde(maand)
            dag = plus_werkdagen(laatste_dag, self.rng.randint(4, 11))
            if is_pxq(self.wet, self.gemeente, maand, wijzen):
                self._wachtrij.extend(self._geleverd(toewijzingen, maand))
            if dag <= eind:
                self._verstuur(maand, dag, laatste=maandeinde(laatste_dag + timedelta(days=1)) == eind)
            maand = laatste_dag + timedelta(days=1)

    def _geleverd(self, toewijzingen: list[Toewijzing], maand: date) -> list[_Post]:
        posten = []
        for toewijzing in toewijzingen:
            dagen = zorgdagen_in(toewijzing, maand, maandeinde(maand))
            periode = dagen / 31 if toewijzing.product.omvang[3] == PER_MAAND else dagen / 7
            # Never more than was assigned (TR321).
            volume = int(toewijzing.volume * periode * self.rng.uniform(0.82, 1.0))
            if volume:
                posten.append(_Post(toewijzing.versies[0].verzonden, toewijzing, maand, volume))
        return posten

    def _verstuur(self, maand: date, dag: date, *, laatste: bool) -> None:
        posten = [post for post in self._wachtrij if post.vanaf <= dag]
        if not posten:
            return
        rng = self.rng
        self._wachtrij = [post for post in self._wachtrij if post.vanaf > dag]
        antwoord = plus_werkdagen(dag, rng.choice((5, 7, 9, 10, 12, 14, 17)))
        beantwoord_op = None if laatste or antwoord > self.parameters.peildatum else antwoord
        afkeurcode = rng.choice(_GEHEEL) if rng.random() < 0.025 and beantwoord_op else None
        prestaties = []
        for post in posten:
            prestatie = self._prestatie(post)
            if beantwoord_op is None:
                prestaties.append(prestatie)
            elif afkeurcode is not None:
                prestaties.append(prestatie)
                self._wachtrij.append(replace(post, vanaf=beantwoord_op))
            else:
                prestaties.append(self._beoordeel(post, prestatie, beantwoord_op))
        self.declaraties.append(
            Declaratie(
                nummer=f"D{self.gemeente.code}{self.wet[0]}{len(self.declaraties) + 1:03d}",
                wet=self.wet,
                gemeente=self.gemeente,
                aanbieder=self.aanbieder,
                maand=maand,
                dagtekening=dag,
                prestaties=tuple(prestaties),
                beantwoord_op=beantwoord_op,
                afkeurcode=afkeurcode,
            )
        )

    def _prestatie(self, post: _Post) -> Prestatie:
        # Unique per aanbieder and law (TR314), and never nine digits in a row.
        self._prestaties += 1
        nummer = f"{self.gemeente.code}-{self.wet[0]}{self._prestaties:05d}"
        if post.credit_van is not None:
            vorig = post.credit_van
            return replace(
                vorig, referentienummer=nummer, debet_credit="C", vorig_referentienummer=vorig.referentienummer
            )
        return Prestatie(nummer, post.toewijzing, post.maand, post.volume, post.toewijzing.product.tarief_cent)

    def _beoordeel(self, post: _Post, prestatie: Prestatie, beantwoord_op: date) -> Prestatie:
        """The verdict on one prestatie; what it leads to goes into the queue."""
        rng = self.rng
        if post.credit_van is not None:
            # First taken back as a whole, then charged anew (OP366); sometimes it was no care at all.
            if rng.random() < 0.85:
                self._wachtrij.append(replace(post, vanaf=beantwoord_op, credit_van=None))
            return prestatie
        lot = rng.random()
        if lot < 0.03:
            fout = rng.choice((_VOLUME_TE_HOOG, _ANDER_TARIEF))
            if rng.random() < 0.75:
                self._wachtrij.append(replace(post, vanaf=beantwoord_op))
            if fout == _VOLUME_TE_HOOG:
                return replace(prestatie, volume=prestatie.volume * 3 + 5, afkeurcode=fout)
            return replace(prestatie, tarief_cent=prestatie.tarief_cent + 300, afkeurcode=fout)
        if lot < 0.045 and post.volume > 1:
            minder = max(1, post.volume * 9 // 10)
            self._wachtrij.append(replace(post, vanaf=beantwoord_op, volume=minder, credit_van=prestatie))
        return prestatie


def voeg_declaraties_toe(feiten: Feiten, parameters: DemoParameters) -> None:
    """Adds to `feiten` what was charged for the care in it."""
    groepen: defaultdict[tuple[str, str, str], list[Toewijzing]] = defaultdict(list)
    for toewijzing in feiten.toewijzingen:
        if not toewijzing.is_verwijderd:
            gemeente = toewijzing.client.gemeente
            groepen[toewijzing.product.wet, gemeente.code, toewijzing.aanbieder.agb].append(toewijzing)
    wijzen = betaalwijzen(parameters)
    for sleutel, toewijzingen in sorted(groepen.items()):
        boekhouding = _Boekhouding(
            wet=sleutel[0],
            gemeente=toewijzingen[0].client.gemeente,
            aanbieder=toewijzingen[0].aanbieder,
            parameters=parameters,
            rng=Random(f"{parameters.seed}/declaratie/{'/'.join(sleutel)}"),
        )
        boekhouding.declareer(toewijzingen, wijzen)
        feiten.declaraties.extend(boekhouding.declaraties)
