"""Who may read what lies below DATA: its owner, and of the publication a group of readers (docs/besluiten/0026)."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ANDEREN = 0o077


@contextmanager
def alleen_eigenaar() -> Iterator[None]:
    """Within the block this process and what it starts make files and folders for their owner only."""
    oud = os.umask(_ANDEREN)
    try:
        yield
    finally:
        os.umask(oud)


def groep_id(naam: str) -> int | None:
    """The number of this group of the machine, None without a name. LookupError when there is no such group, or this
    account is not in it and may not give files to it."""
    if not naam:
        return None
    nummer = grp.getgrnam(naam).gr_gid
    if os.geteuid() != 0 and nummer not in {os.getegid(), *os.getgroups()}:
        raise LookupError(naam)
    return nummer


def sluit_data_af(data: Path, landing: Path, publicatie: Path, groep: int | None) -> None:
    """Take away what others may do below `data`, also with files of before. The landing folder is not ours, the
    publication has rights of its own; who delivers or reads them only passes through `data`, and cannot list it."""
    data.mkdir(parents=True, exist_ok=True)
    _zet(data, 0o700 | (0o010 if groep is not None else 0) | (0o001 if landing.is_relative_to(data) else 0), groep)
    for map_, mappen, namen in os.walk(data):
        mappen[:] = [naam for naam in mappen if Path(map_, naam) not in (landing, publicatie)]
        for pad in (Path(map_, naam) for naam in (*mappen, *namen)):
            # gone meanwhile, or another account's: that one decides
            with suppress(FileNotFoundError, PermissionError):
                rechten = pad.lstat().st_mode
                if rechten & _ANDEREN and not stat.S_ISLNK(rechten):
                    pad.chmod(stat.S_IMODE(rechten) & ~_ANDEREN)


def geef_aan_lezers(mappen: Collection[Path], groep: int | None) -> None:
    """Folders of the publication, without what is in them: for the owner and, where there is one, the group."""
    for map_ in mappen:
        _zet(map_, 0o700 if groep is None else 0o750, groep)


def geef_alles_aan_lezers(map_: Path, groep: int | None) -> None:
    """The same for `map_` and everything in it; nothing in it is a link."""
    for hier, _, namen in os.walk(map_):
        geef_aan_lezers([Path(hier)], groep)
        for naam in namen:
            geef_bestand_aan_lezers(Path(hier, naam), groep)


def geef_bestand_aan_lezers(pad: Path, groep: int | None) -> None:
    """The same for one file."""
    _zet(pad, 0o600 if groep is None else 0o640, groep)


def _zet(pad: Path, rechten: int, groep: int | None) -> None:
    if groep is not None and pad.stat().st_gid != groep:
        os.chown(pad, -1, groep)
    if stat.S_IMODE(pad.stat().st_mode) != rechten:
        pad.chmod(rechten)
