"""The landing folder into raw: read what is new, judge it, commit it batch by batch.

Killed at any moment the next run goes on where the last commit ended: a file counts as known only in the batch that
holds its last member, and members that were committed before are recognised by their bestand_id.

Reading and writing happen in this process; judging is done by others, which get bytes and give back columns: a message
that crashes the XML library costs that message.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb

from peilstok.berichten.catalogus import Catalogus, laad_catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden.beoordelen import Beoordelaar, Gelezen, Oordeel, voeg_samen
from peilstok.laden.bronnen import Bestand, BestandOnleesbaar, Hasher, Lid, is_los, lees_bestand, vind_bestanden
from peilstok.laden.opslag import DUBBEL, GELADEN, QUARANTAINE, BekendBestand, Opslag, bekend_sleutel, laadinstellingen
from peilstok.laden.werkers import Werkers

# What is committed at once, at most: each commit touches the last block of every column of a hundred tables.
PARTIJ_AANTAL = 10_000
PARTIJ_BYTES = 40 * 1024 * 1024
# And what is judged at once is a fifth of it: some five pieces are in memory at the same time, as bytes, as pickles
# and as columns.
BROKKEN_PER_PARTIJ = 5
# From so many pieces on the start of worker processes (about a second) pays.
WERKERS_VANAF = 5

Voortgang = Callable[[str], None]


@dataclass(frozen=True)
class Afgekeurd:
    """A refused file or member: where, which line, why (Dutch, no personal data)."""

    pad: str
    lid: str
    regel: int | None
    reden: str


@dataclass(slots=True)
class LaadSamenvatting:
    """What one night's loading did. `bekend` counts files skipped unread; the rest counts files and members.
    `weggelaten` counts, over the messages that were loaded, clients who are kept out."""

    bekend: int = 0
    geladen: int = 0
    dubbel: int = 0
    quarantaine: int = 0
    weggelaten: int = 0
    berichten: dict[tuple[str, str], int] = field(default_factory=dict)
    afkeuringen: list[Afgekeurd] = field(default_factory=list)

    def tel(self, nieuw: list[Gelezen]) -> None:
        aantal = Counter(g.status for g in nieuw)
        self.geladen += aantal[GELADEN]
        self.dubbel += aantal[DUBBEL]
        self.quarantaine += aantal[QUARANTAINE]
        self.weggelaten += sum(g.weggelaten for g in nieuw if g.status == GELADEN)
        for g in nieuw:
            if g.status == GELADEN and g.wet and g.berichttype:
                soort = (g.wet, g.berichttype)
                self.berichten[soort] = self.berichten.get(soort, 0) + 1
            elif g.status == QUARANTAINE:
                self.afkeuringen.append(Afgekeurd(g.pad, g.lid, g.regel, g.reden or ""))


def _leden(bestand: Bestand, hasher: Hasher) -> Iterator[Lid]:
    """Members with names that are unique within the file: an archive may hold one name twice."""
    if is_los(bestand):
        yield from lees_bestand(bestand, hasher)
        return
    namen: Counter[str] = Counter()
    for lid in lees_bestand(bestand, hasher):
        namen[lid.lid] += 1
        keer = namen[lid.lid]
        yield lid if keer == 1 else lid._replace(lid=f"{lid.lid} ({keer})")


_TIJDELIJK: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, "het bestand verdween tijdens het lezen"),
    (PermissionError, "geen rechten om het bestand te lezen; volgende keer opnieuw"),
    (OSError, "het bestand kan nu niet gelezen worden; volgende keer opnieuw"),
)


def _tijdelijke_reden(fout: Exception) -> str:
    if isinstance(fout, BestandOnleesbaar):
        return str(fout)
    return next(reden for soort, reden in _TIJDELIJK if isinstance(fout, soort))


@dataclass(slots=True)
class _Brok:
    """What is judged together. `uitgelezen` are the files whose last member is in it."""

    leden: list[tuple[Bestand, Lid]] = field(default_factory=list)
    uitgelezen: list[Bestand] = field(default_factory=list)
    bytes: int = 0

    @property
    def is_vol(self) -> bool:
        return len(self.leden) * BROKKEN_PER_PARTIJ >= PARTIJ_AANTAL or self.bytes * BROKKEN_PER_PARTIJ >= PARTIJ_BYTES


def _brokken(bestanden: Iterable[Bestand], hasher: Hasher) -> Iterator[_Brok]:
    """Read the files, in order, in pieces that fit in memory."""
    brok = _Brok()
    for bestand in bestanden:
        try:
            for lid in _leden(bestand, hasher):
                brok.leden.append((bestand, lid))
                brok.bytes += len(lid.inhoud or b"")
                if brok.is_vol:
                    yield brok
                    brok = _Brok()
            brok.uitgelezen.append(bestand)
        except (OSError, BestandOnleesbaar) as fout:
            # Not known, so the next night tries again.
            brok.leden.append((bestand, Lid("", None, max(bestand.bytes, 0), _tijdelijke_reden(fout))))
        if brok.is_vol:
            yield brok
            brok = _Brok()
    if brok.leden or brok.uitgelezen:
        yield brok


def _oordelen(
    brokken: Iterator[_Brok], catalogus: Catalogus, pseudoniem: Pseudonimiseerder, processen: int | None
) -> Generator[tuple[_Brok, Oordeel]]:
    """Judge piece by piece, in order. More than one process starts only when there is more work than that costs."""
    eerste = list(islice(brokken, WERKERS_VANAF))
    if not eerste:
        # A night without news need not compile the schemas.
        return
    is_veel = len(eerste) == WERKERS_VANAF
    brokken = chain(eerste, brokken)
    # The chain lets go of what it has handed out.
    del eerste
    aantal = (processen or os.cpu_count() or 1) if is_veel else 1
    if processen is not None and aantal < 2:
        beoordelaar = Beoordelaar(catalogus, pseudoniem)
        for brok in brokken:
            yield brok, beoordelaar.beoordeel(brok.leden)
        return
    with Werkers[_Brok](catalogus, pseudoniem, aantal) as werkers:
        yield from werkers.oordelen(brokken)


@dataclass(slots=True)
class _Lezing:
    """What was found so far in a file that is not read to its end yet."""

    goed: str | None = None
    fout: str | None = None
    ongelezen: list[str] = field(default_factory=list)

    def tel(self, gelezen: Gelezen) -> None:
        """Keep the smallest bestand_id of what is good and of what is refused, and all that was not parsed."""
        if gelezen.reden is None:
            self.goed = min(self.goed or gelezen.bestand_id, gelezen.bestand_id)
            return
        self.fout = min(self.fout or gelezen.bestand_id, gelezen.bestand_id)
        if gelezen.ongelezen:
            self.ongelezen.append(gelezen.bestand_id)

    def bekend(self, bestand: Bestand) -> BekendBestand:
        return BekendBestand(
            bestand.pad_hash, bestand.bytes, bestand.mtime_ns, self.goed, self.fout, tuple(self.ongelezen)
        )


def _afgerond(beoordeeld: Iterable[tuple[_Brok, Oordeel]]) -> Iterator[tuple[Oordeel, list[BekendBestand]]]:
    """Per piece its judgement and the files that end in it, with what was found in the whole of each file."""
    lezingen: dict[str, _Lezing] = {}
    for brok, oordeel in beoordeeld:
        # Judged: the bytes of these messages need not wait in memory for the database.
        brok.leden.clear()
        for gelezen in oordeel.gelezen:
            lezing = lezingen.get(gelezen.pad_hash)
            if lezing is None:
                lezing = lezingen[gelezen.pad_hash] = _Lezing()
            lezing.tel(gelezen)
        yield oordeel, [lezingen.pop(bestand.pad_hash, _Lezing()).bekend(bestand) for bestand in brok.uitgelezen]


def _partijen(afgerond: Iterator[tuple[Oordeel, list[BekendBestand]]]) -> Iterator[tuple[Oordeel, list[BekendBestand]]]:
    """The same in the portions in which they are committed."""
    while deel := list(islice(afgerond, BROKKEN_PER_PARTIJ)):
        yield voeg_samen([oordeel for oordeel, _ in deel]), [b for _, uitgelezen in deel for b in uitgelezen]


def laad_berichten(
    con: duckdb.DuckDBPyConnection,
    landing: Path,
    pseudoniem: Pseudonimiseerder,
    voortgang: Voortgang | None = None,
    catalogus: Catalogus | None = None,
    processen: int | None = None,
) -> LaadSamenvatting:
    """Load every message under `landing/berichten` that is not known yet. Bad input is quarantined and never raises.

    `processen` is how many may judge at the same time, when there is much to do; with a number and little to do, or 1,
    this process does it. Default: one per core, or one when there is little to do, and never this process.
    duckdb.Error where the database itself fails; what was committed before stays.
    """
    catalogus = catalogus or laad_catalogus()
    opslag = Opslag(con, catalogus)
    bekend = opslag.bekend()
    samenvatting = LaadSamenvatting()

    def onbekend() -> Iterator[Bestand]:
        for bestand in vind_bestanden(landing):
            pad_hash = pseudoniem.pad_hash(bestand.pad)
            if bekend_sleutel(pad_hash, bestand.bytes, bestand.mtime_ns) in bekend:
                samenvatting.bekend += 1
            else:
                yield bestand._replace(pad_hash=pad_hash)

    beoordeeld = _oordelen(_brokken(onbekend(), pseudoniem.hasher), catalogus, pseudoniem, processen)
    # Closed: whoever keeps an error of the database must not keep the workers with it.
    with laadinstellingen(con), closing(beoordeeld):
        for oordeel, uitgelezen in _partijen(_afgerond(beoordeeld)):
            samenvatting.tel(opslag.bewaar(oordeel, uitgelezen))
            if voortgang:
                voortgang(
                    f"{samenvatting.geladen} berichten geladen, {samenvatting.dubbel} dubbel, "
                    f"{samenvatting.quarantaine} in quarantaine"
                )
        opslag.los_op()
    return samenvatting
