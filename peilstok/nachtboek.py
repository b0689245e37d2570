"""The book of nights: how each went, how long every step took, what it counted, and what was said about it. A SQLite
file beside the warehouse, which may be made again at any time. It holds times, counts and fixed sentences: no code,
name or file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType

VERSIE = 1
WACHT_SECONDEN = 10.0
"""How long one process waits for another that writes."""

_SCHEMA = """
create table if not exists nacht (
    nacht_id text primary key,
    begin text not null,
    einde text,
    status text not null check (status in ('bezig', 'gelukt', 'mislukt', 'afgebroken')),
    reden text not null default '',
    versie text not null default ''
);
create table if not exists stap (
    nacht_id text not null references nacht,
    volgnummer integer not null,
    naam text not null,
    seconden real not null,
    is_gelukt integer not null,
    primary key (nacht_id, volgnummer)
);
create table if not exists telling (
    nacht_id text not null references nacht,
    naam text not null,
    aantal integer not null,
    primary key (nacht_id, naam)
);
create table if not exists alarm (
    soort text primary key,
    tekst text not null,
    sinds text not null,
    gemeld text
);
"""


class Afloop(StrEnum):
    """How a night ended, or that it goes on."""

    BEZIG = "bezig"
    GELUKT = "gelukt"
    MISLUKT = "mislukt"
    AFGEBROKEN = "afgebroken"
    """Its process went away without a word: a power cut, or somebody stopped it."""


class NachtboekFout(RuntimeError):
    """The book cannot be read: it is of a later Peilstok, or damaged. The message is Dutch."""


@dataclass(frozen=True)
class Stap:
    """A step of a night, its name in words."""

    naam: str
    seconden: float
    is_gelukt: bool


@dataclass(frozen=True)
class Nachtregel:
    """A night as the book has it; times with their zone. `reden` is empty for one that succeeded."""

    nacht_id: str
    begin: datetime
    einde: datetime | None
    afloop: Afloop
    reden: str
    versie: str
    stappen: tuple[Stap, ...]
    tellingen: Mapping[str, int]

    @property
    def seconden(self) -> float | None:
        """How long it took; None while it goes on, or when nobody saw it end."""
        return None if self.einde is None else (self.einde - self.begin).total_seconds()


@dataclass(frozen=True)
class Openstaand:
    """Something that is wrong: its kind (one of each), the sentence about it, since when, and when that was last sent
    (None: not yet)."""

    soort: str
    tekst: str
    sinds: datetime
    gemeld: datetime | None


class Nachtboek:
    """The book at `pad`, made when missing. Every change is on disk when its method returns. NachtboekFout when it
    cannot be read, sqlite3.Error when it cannot be written."""

    def __init__(self, pad: Path) -> None:
        pad.parent.mkdir(parents=True, exist_ok=True)
        # before SQLite makes it: for the owner only
        os.close(os.open(pad, os.O_CREAT | os.O_RDWR, 0o600))
        self._con = sqlite3.connect(pad, isolation_level=None, timeout=WACHT_SECONDEN)
        try:
            versie = int(self._con.execute("pragma user_version").fetchone()[0])
            if versie > VERSIE:
                raise NachtboekFout(f"{pad.name} is gemaakt door een latere versie van Peilstok; werk Peilstok bij.")
            self._con.executescript(_SCHEMA)
            self._con.execute(f"pragma user_version = {VERSIE}")
        except sqlite3.DatabaseError as fout:
            self._con.close()
            raise NachtboekFout(
                f"{pad.name} is niet te lezen. Zet het terug uit een back-up, of verplaats het."
            ) from fout
        except NachtboekFout:
            self._con.close()
            raise

    def __enter__(self) -> Nachtboek:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._con.close()

    def begin(self, nacht_id: str, moment: datetime, versie: str) -> None:
        """A night begins. The caller holds the lock of the night, so whatever still says `bezig` is no longer there."""
        with self._geheel():
            self._con.execute("update nacht set status = ? where status = ?", (Afloop.AFGEBROKEN, Afloop.BEZIG))
            self._con.execute(
                "insert or replace into nacht (nacht_id, begin, status, versie) values (?, ?, ?, ?)",
                (nacht_id, _tekst(moment), Afloop.BEZIG, versie),
            )

    def eindig(
        self,
        nacht_id: str,
        moment: datetime,
        afloop: Afloop,
        reden: str = "",
        stappen: Sequence[Stap] = (),
        tellingen: Mapping[str, int] | None = None,
    ) -> None:
        """The night that began is over: all that is known of it, at once."""
        with self._geheel():
            self._con.execute(
                "update nacht set einde = ?, status = ?, reden = ? where nacht_id = ?",
                (_tekst(moment), afloop, reden, nacht_id),
            )
            for tabel in ("stap", "telling"):
                self._con.execute(f"delete from {tabel} where nacht_id = ?", (nacht_id,))
            self._con.executemany(
                "insert into stap values (?, ?, ?, ?, ?)",
                [(nacht_id, n, stap.naam, stap.seconden, int(stap.is_gelukt)) for n, stap in enumerate(stappen)],
            )
            self._con.executemany(
                "insert into telling values (?, ?, ?)", [(nacht_id, *paar) for paar in (tellingen or {}).items()]
            )

    def nachten(self, aantal: int) -> list[Nachtregel]:
        """The last `aantal` nights, newest first."""
        rijen = self._con.execute(
            "select nacht_id, begin, einde, status, reden, versie from nacht order by begin desc, rowid desc limit ?",
            (aantal,),
        ).fetchall()
        return [self._regel(rij) for rij in rijen]

    def laatst_gelukt(self) -> datetime | None:
        """When the last night that succeeded ended."""
        rij = self._con.execute("select max(einde) from nacht where status = ?", (Afloop.GELUKT,)).fetchone()
        return _moment(rij[0])

    def eerste_begin(self) -> datetime | None:
        """When the first night in the book began."""
        return _moment(self._con.execute("select min(begin) from nacht").fetchone()[0])

    def openstaand(self) -> list[Openstaand]:
        """What was wrong when last looked at, by kind."""
        rijen = self._con.execute("select soort, tekst, sinds, gemeld from alarm order by soort").fetchall()
        return [
            Openstaand(soort, tekst, datetime.fromisoformat(sinds), _moment(gemeld))
            for soort, tekst, sinds, gemeld in rijen
        ]

    def bewaar_openstaand(self, alarmen: Sequence[Openstaand]) -> None:
        """These and no others are wrong now."""
        with self._geheel():
            self._con.execute("delete from alarm")
            self._con.executemany(
                "insert into alarm values (?, ?, ?, ?)",
                [(a.soort, a.tekst, _tekst(a.sinds), a.gemeld and _tekst(a.gemeld)) for a in alarmen],
            )

    def _geheel(self) -> sqlite3.Connection:
        self._con.execute("begin immediate")
        # as a context it commits, or rolls back on an error
        return self._con

    def _regel(self, rij: tuple[str, str, str | None, str, str, str]) -> Nachtregel:
        nacht_id, begin, einde, status, reden, versie = rij
        stappen = self._con.execute(
            "select naam, seconden, is_gelukt from stap where nacht_id = ? order by volgnummer", (nacht_id,)
        ).fetchall()
        tellingen = self._con.execute("select naam, aantal from telling where nacht_id = ?", (nacht_id,)).fetchall()
        return Nachtregel(
            nacht_id,
            datetime.fromisoformat(begin),
            _moment(einde),
            Afloop(status),
            reden,
            versie,
            tuple(Stap(naam, seconden, bool(gelukt)) for naam, seconden, gelukt in stappen),
            dict(tellingen),
        )


def _tekst(moment: datetime) -> str:
    """In UTC: on the night the clock goes back, local times would be out of order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _moment(tekst: str | None) -> datetime | None:
    return datetime.fromisoformat(tekst) if tekst else None
