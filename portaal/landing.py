"""Writing into the landing folder: whole or not at all, under a name of ours, and never over what lies there."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

_MAP, _BESTAND = 0o750, 0o640


def merk(account_id: int) -> str:
    """The beginning of a name: when, and by which account; sorts by time, and no two are equal."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-a{account_id}-{secrets.token_hex(4)}"


def leg(landing: Path, pad: str, inhoud: bytes) -> Path:
    """Write `inhoud` to `landing/pad` for the owner and the group (the night). The file is there under its name once it
    is whole and on disk; FileExistsError when that name is taken."""
    doel = landing / pad
    _maak_mappen(landing, doel.parent)
    # a hidden file is no delivery yet (peilstok/laden/bronnen.py)
    half = doel.parent / f".deel-{secrets.token_hex(8)}"
    nummer = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _BESTAND)
    try:
        with os.fdopen(nummer, "wb") as uit:
            os.fchmod(uit.fileno(), _BESTAND)
            uit.write(inhoud)
            uit.flush()
            os.fsync(uit.fileno())
        os.link(half, doel)
    finally:
        half.unlink(missing_ok=True)
    return doel


def _maak_mappen(landing: Path, map_: Path) -> None:
    """Each folder below `landing` that is not there yet; the group is that of the one above (setgid)."""
    for deel in reversed([map_, *(ouder for ouder in map_.parents if ouder.is_relative_to(landing))]):
        if not deel.is_dir():
            deel.mkdir(exist_ok=True)
            deel.chmod(_MAP | (deel.parent.stat().st_mode & 0o2000))
