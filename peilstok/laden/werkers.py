"""Judging in other processes, one batch per worker at a time, results in order.

Plain pipes and not a process pool: a pool of this Python can hang for ever when a worker dies while work is written
to it, and its workers outlive a parent that is killed. Here a dead worker is an error at once, and a dead parent is
an end of file to its workers. Bare interpreters and not multiprocessing's: those run the caller's script again, which
costs seconds under Dagster and loads twice in a script without a `__main__` guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from peilstok.berichten.catalogus import Catalogus
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.kindproces import Kindproces
from peilstok.laden.beoordelen import VASTGELOPEN, Oordeel, voeg_samen
from peilstok.laden.bronnen import Bestand, Lid

_MODULE = "peilstok.laden.werker"
# Far beyond what the most and the largest messages take on a slow machine: who takes longer hangs.
_SECONDEN_STUK = 300
_SECONDEN_LID = 120

Leden = Sequence[tuple[Bestand, Lid]]


class Werkstuk(Protocol):
    """Anything that carries members to judge."""

    leden: list[tuple[Bestand, Lid]]


W = TypeVar("W", bound=Werkstuk)


class _Werker(Kindproces):
    def __init__(self, catalogus: Catalogus, pseudoniem: Pseudonimiseerder) -> None:
        super().__init__(_MODULE)
        # Died already: whoever sends or receives next notices.
        with suppress(OSError):
            self.verbinding.send((catalogus, pseudoniem))

    def stuur(self, leden: Leden) -> None:
        """Only to a worker that owes nothing: both sides writing at once would wait for each other."""
        self.verbinding.send(leden)

    def ontvang(self, seconden: float) -> Oordeel:
        """The judgement of what was sent; EOFError or OSError when the worker died, or takes longer than this."""
        self.wacht(seconden)
        oordeel: Oordeel = self.verbinding.recv()
        return oordeel


@dataclass(slots=True)
class _Plaats(Generic[W]):
    """A worker and what it is busy with."""

    werker: _Werker
    bezig: W | None = None


class Werkers(Generic[W]):
    """Judges pieces of work over several processes. Use as a context manager."""

    def __init__(self, catalogus: Catalogus, pseudoniem: Pseudonimiseerder, aantal: int) -> None:
        self._catalogus = catalogus
        self._pseudoniem = pseudoniem
        self._plaatsen: list[_Plaats[W]] = [_Plaats(self._nieuw()) for _ in range(aantal)]

    def __enter__(self) -> Werkers[W]:
        return self

    def __exit__(self, *_: object) -> None:
        for plaats in self._plaatsen:
            plaats.werker.stop()

    def oordelen(self, werk: Iterable[W]) -> Iterator[tuple[W, Oordeel]]:
        """Each piece with its judgement, in order. A piece that kills its worker is judged member by member."""
        beurt = 0
        for stuk in werk:
            plaats = self._plaatsen[beurt % len(self._plaatsen)]
            beurt += 1
            klaar = self._haal(plaats)
            plaats.bezig = stuk
            # Died while idle: `_haal` will notice again and take it from there.
            with suppress(OSError):
                plaats.werker.stuur(stuk.leden)
            if klaar is not None:
                yield klaar
        for nr in range(beurt, beurt + len(self._plaatsen)):
            klaar = self._haal(self._plaatsen[nr % len(self._plaatsen)])
            if klaar is not None:
                yield klaar

    def _nieuw(self) -> _Werker:
        return _Werker(self._catalogus, self._pseudoniem)

    def _vervang(self, plaats: _Plaats[W]) -> None:
        plaats.werker.proces.kill()
        plaats.werker.stop()
        plaats.werker = self._nieuw()

    def _haal(self, plaats: _Plaats[W]) -> tuple[W, Oordeel] | None:
        stuk = plaats.bezig
        if stuk is None:
            return None
        plaats.bezig = None
        try:
            return stuk, plaats.werker.ontvang(_SECONDEN_STUK)
        except (EOFError, OSError):
            self._vervang(plaats)
            return stuk, voeg_samen([self._een_voor_een(plaats, lid) for lid in stuk.leden])

    def _een_voor_een(self, plaats: _Plaats[W], lid: tuple[Bestand, Lid]) -> Oordeel:
        """Find the member that killed the worker: it is refused, the others count.

        Only when it does so again: a worker also dies of what has nothing to do with its work, as when memory is short.
        """
        bestand, gevonden = lid
        inhoud_hash = None if gevonden.inhoud is None else self._pseudoniem.bytes_hash(gevonden.inhoud)
        zonder = gevonden._replace(inhoud=None, reden=VASTGELOPEN, inhoud_hash=inhoud_hash)
        for poging in (lid, lid, *[(bestand, zonder)] * 3):
            try:
                plaats.werker.stuur([poging])
                return plaats.werker.ontvang(_SECONDEN_LID)
            except (EOFError, OSError):
                self._vervang(plaats)
        raise RuntimeError("het beoordelen in een ander proces lukt niet")
