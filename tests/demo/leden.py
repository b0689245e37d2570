"""Reading a region back: every file and every member of an archive."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator

from peilstok.demo import Regio


def leden(regio: Regio) -> Iterator[tuple[str, bytes]]:
    """(path or `archive!member`, bytes) of all that lies below berichten/; an unreadable archive as itself."""
    for pad, inhoud in regio.bestanden.items():
        if not pad.startswith("berichten/"):
            continue
        if pad.endswith(".zip"):
            try:
                archief = zipfile.ZipFile(io.BytesIO(inhoud))
            except zipfile.BadZipFile:
                yield pad, inhoud
                continue
            for naam in archief.namelist():
                yield f"{pad}!{naam}", archief.read(naam)
        elif pad.endswith(".tar.gz"):
            with tarfile.open(fileobj=io.BytesIO(inhoud)) as tar:
                for lid in tar:
                    gelezen = tar.extractfile(lid)
                    assert gelezen is not None
                    yield f"{pad}!{lid.name}", gelezen.read()
        else:
            yield pad, inhoud
