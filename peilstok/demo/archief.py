"""Archives whose bytes depend on nothing but their members."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable

_ZIP_DATUM = (2026, 1, 2, 3, 4, 6)


def maak_zip(leden: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of (name, content) in that order."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, inhoud in leden:
            archief.writestr(zipfile.ZipInfo(naam, _ZIP_DATUM), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def maak_tar_gz(leden: Iterable[tuple[str, bytes]]) -> bytes:
    """A gzipped tar file of (name, content) in that order."""
    uit = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=uit, mtime=0) as gz,
        tarfile.open(fileobj=gz, mode="w", format=tarfile.USTAR_FORMAT) as archief,
    ):
        for naam, inhoud in leden:
            lid = tarfile.TarInfo(naam)
            lid.size = len(inhoud)
            archief.addfile(lid, io.BytesIO(inhoud))
    return uit.getvalue()
