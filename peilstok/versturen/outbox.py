"""The outbox: what was sent to whom, so that one mail goes out per report, also after a crash or in a rerun.

A SQLite file beside the warehouse, which may be deleted and built again at any time. It holds no address: a keyed hash
says only whether the addresses of a party changed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType


class Status(StrEnum):
    """Where a mail stands."""

    WACHT = "wacht"
    """To be offered, or offered and refused for now."""
    BEZIG = "bezig"
    """The server is being given the contents; found later, the process ended there."""
    VERSTUURD = "verstuurd"
    GEWEIGERD = "geweigerd"
    """The server will not have it; not offered again by itself."""
    ONZEKER = "onzeker"
    """The contents went out and no answer came; not offered again by itself."""
    VERVALLEN = "vervallen"
    """Never sent, and overtaken by a later one."""


VORM = 1
"""Of the file (peilstok/vorm.py): a later one is not read, since a mail might go out twice."""
ALLE = "alle"
"""Instead of the name of a party."""
GEDAAN = (Status.VERSTUURD, Status.GEWEIGERD, Status.ONZEKER)

_KOLOMMEN = "bericht_id, partij, adressen_hash, maand, vingerafdruk, status, code, reden, gewijzigd_op"
_SCHEMA = f"""
create table if not exists bericht (
    volgnummer integer primary key autoincrement,
    bericht_id text not null unique,
    partij text not null,
    adressen_hash text not null,
    maand text not null,
    vingerafdruk text not null,
    status text not null check (status in ({", ".join(f"'{status}'" for status in Status)})),
    code text not null default '',
    reden text not null default '',
    gewijzigd_op text not null
)
"""


@dataclass(frozen=True)
class Klaar:
    """A mail that should go out."""

    bericht_id: str
    partij: str
    adressen_hash: str
    maand: date
    vingerafdruk: str


@dataclass(frozen=True)
class Regel(Klaar):
    """A mail as it stands; `code` is the server's (`550 5.1.1`), `reden` ours, `gewijzigd_op` in UTC."""

    status: Status
    code: str
    reden: str
    gewijzigd_op: datetime


class Outbox:
    """The file at `pad`, made when missing; one process at a time: the caller holds the lock of the night.

    Every change is on disk when its method returns. sqlite3.Error when it cannot be.
    """

    def __init__(self, pad: Path) -> None:
        pad.parent.mkdir(parents=True, exist_ok=True)
        # before SQLite makes it: for the owner only
        os.close(os.open(pad, os.O_CREAT | os.O_RDWR, 0o600))
        self._con = sqlite3.connect(pad, isolation_level=None)
        # an answer that is lost after a power cut would be a mail sent twice
        self._con.execute("pragma synchronous = full")
        if self._con.execute("pragma user_version").fetchone()[0] > VORM:
            self._con.close()
            raise sqlite3.DatabaseError("made by a later Peilstok")
        self._con.execute(_SCHEMA)

    def __enter__(self) -> Outbox:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._con.close()

    def laatste(self, *statussen: Status) -> dict[str, Regel]:
        """Per party its newest mail among those with one of `statussen` (none given: whatever did not expire)."""
        keuze = statussen or tuple(status for status in Status if status != Status.VERVALLEN)
        rijen = self._con.execute(
            f"select {_KOLOMMEN} from bericht where status in ({', '.join('?' * len(keuze))}) order by volgnummer",
            keuze,
        ).fetchall()
        return {rij[1]: _regel(rij) for rij in rijen}

    def verstuurd_sinds(self, moment: datetime) -> int:
        """How many mails a server took since `moment` (with time zone)."""
        rij = self._con.execute(
            "select count(*) from bericht where status = ? and gewijzigd_op >= ?",
            (Status.VERSTUURD, _tijd(moment)),
        ).fetchone()
        return int(rij[0])

    def sluit_onderbroken(self) -> None:
        """What an earlier process was sending when it ended becomes uncertain."""
        self._con.execute(
            "update bericht set status = ?, reden = ?, gewijzigd_op = ? where status = ?",
            (Status.ONZEKER, "het versturen is afgebroken voor het antwoord van de mailserver", _nu(), Status.BEZIG),
        )

    def heropen(self, partij: str) -> set[str]:
        """Let the newest mail of `partij` (or of everyone: ALLE) wait again where it was refused or is uncertain.
        Returns the parties for which it does."""
        mis = {
            regel.partij: regel.bericht_id
            for regel in self.laatste(*GEDAAN).values()
            if regel.status != Status.VERSTUURD and partij in (regel.partij, ALLE)
        }
        for bericht_id in mis.values():
            self.zet(bericht_id, Status.WACHT)
        return set(mis)

    def zet_klaar(self, berichten: Iterable[Klaar]) -> None:
        """Make exactly these wait: new ones are added, other waiting ones expire, and what expired before is due again
        when it is among them. All or nothing. None of them may have been sent."""
        self._con.execute("begin immediate")
        try:
            self._con.execute("create temp table if not exists klaar (bericht_id text primary key)")
            self._con.execute("delete from klaar")
            for b in berichten:
                self._con.execute("insert into klaar values (?)", (b.bericht_id,))
                self._con.execute(
                    "insert into bericht"
                    " (bericht_id, partij, adressen_hash, maand, vingerafdruk, status, gewijzigd_op)"
                    " values (?, ?, ?, ?, ?, ?, ?)"
                    " on conflict (bericht_id) do update"
                    " set adressen_hash = excluded.adressen_hash, status = excluded.status",
                    (
                        *(b.bericht_id, b.partij, b.adressen_hash, b.maand.isoformat(), b.vingerafdruk),
                        *(Status.WACHT, _nu()),
                    ),
                )
            self._con.execute(
                "update bericht set status = ?, gewijzigd_op = ?"
                " where status = ? and bericht_id not in (select bericht_id from klaar)",
                (Status.VERVALLEN, _nu(), Status.WACHT),
            )
        except BaseException:
            self._con.execute("rollback")
            raise
        self._con.execute("commit")

    def begin(self, bericht_id: str) -> None:
        """Write down that the server is about to be given the contents."""
        self._con.execute(
            "update bericht set status = ?, code = '', reden = '', gewijzigd_op = ? where bericht_id = ?",
            (Status.BEZIG, _nu(), bericht_id),
        )

    def zet(self, bericht_id: str, status: Status, code: str = "", reden: str = "") -> None:
        """Write down how it ended, or why it waits."""
        self._con.execute(
            "update bericht set status = ?, code = ?, reden = ?, gewijzigd_op = ? where bericht_id = ?",
            (status, code, reden, _nu(), bericht_id),
        )


def _regel(rij: tuple[str, str, str, str, str, str, str, str, str]) -> Regel:
    bericht_id, partij, adressen_hash, maand, vingerafdruk, status, code, reden, gewijzigd_op = rij
    return Regel(
        bericht_id=bericht_id,
        partij=partij,
        adressen_hash=adressen_hash,
        maand=date.fromisoformat(maand),
        vingerafdruk=vingerafdruk,
        status=Status(status),
        code=code,
        reden=reden,
        gewijzigd_op=datetime.fromisoformat(gewijzigd_op),
    )


def _nu() -> str:
    return _tijd(datetime.now(UTC))


def _tijd(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
