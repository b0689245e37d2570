"""One night at a time: a lock on a file that the operating system releases when its holder stops, however it stops."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo


class SlotBezet(RuntimeError):
    """Another process holds the lock; the message says, in Dutch, which one and since when."""


@contextmanager
def nachtslot(pad: Path, nu: datetime | None = None) -> Iterator[None]:
    """Hold the lock on `pad` (made when missing) for the block. Raises SlotBezet at once when another holds it."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("a+", encoding="utf-8") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SlotBezet(_bezet_tekst(pad)) from None
        nu = nu or datetime.now(ZoneInfo("Europe/Amsterdam"))
        # only process and time: the file lies in a shared folder
        _schrijf(bestand.fileno(), json.dumps({"proces": os.getpid(), "sinds": nu.strftime("%d-%m-%Y %H:%M:%S")}))
        try:
            yield
        finally:
            # the file stays: removing it would let two processes lock two different files of one name
            _schrijf(bestand.fileno(), "")


def houder(pad: Path) -> str | None:
    """Who holds the lock, in Dutch; None when it is free. Takes the lock for an instant to find out."""
    if not pad.exists():
        return None
    with pad.open("a+", encoding="utf-8") as bestand:
        try:
            fcntl.flock(bestand, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _bezet_tekst(pad)
    return None


def _schrijf(bestand: int, tekst: str) -> None:
    os.ftruncate(bestand, 0)
    os.write(bestand, tekst.encode())


def _bezet_tekst(pad: Path) -> str:
    try:
        gegevens = json.loads(pad.read_text(encoding="utf-8"))
        wie = f"proces {gegevens['proces']}, sinds {gegevens['sinds']}"
    except (ValueError, KeyError, TypeError):
        # between taking the lock and writing the name
        wie = "een ander proces, zojuist begonnen"
    return f"Er draait al een nacht op deze map ({wie}). Wacht tot die klaar is."
