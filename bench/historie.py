"""A stream of messages that form histories: toewijzing, start, stop, retour, verzoek, declaratie of the same clients.

One simulated region is written again and again, each time with numbers of its own for clients, toewijzingen, messages
and declaraties. So gemeenten, aanbieders and reference tables stay those of one region, however many clients it has.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from peilstok.berichten.pseudoniem import elfproef
from peilstok.demo import DemoParameters, maak_regio

CLIENTEN_PER_REGIO = 2_500
BERICHTEN_PER_CLIENT = 13
PER_ARCHIEF = 10_000
# Numbers of the region itself have six digits, and those of the standard nine at most.
_EIGEN_NUMMERS, _MEESTE_KOPIEEN = 1_000_000, 999
_VELD = re.compile(
    rb":(Bsn|ToewijzingNummer|Identificatie|IdentificatieRetour|ReferentieAanbieder|ReferentieNummer"
    rb"|VorigReferentieNummer|DeclaratieNummer)>([^<]+)<"
)
_DAG = re.compile(r"_(\d{8})_")


@dataclass(frozen=True)
class Stroom:
    """`berichten` in order of sending within each copy of the region, `clienten` how many they are about;
    `referentie`: file name -> bytes."""

    berichten: tuple[bytes, ...]
    referentie: dict[str, bytes]
    clienten: int

    def alle(self) -> Iterator[bytes]:
        """Messages without end (up to about thirteen million), all different."""
        for kopie in range(1, _MEESTE_KOPIEEN + 1):
            hernummerd = _Hernummering(kopie)
            for bericht in self.berichten:
                yield _VELD.sub(hernummerd, bericht)


class _Hernummering:
    """Replacement for `_VELD`: the same value always becomes the same other value, no two copies share one."""

    def __init__(self, kopie: int) -> None:
        self._kopie = kopie
        self._bsns: dict[bytes, bytes] = {}

    def __call__(self, treffer: re.Match[bytes]) -> bytes:
        naam, waarde = treffer.groups()
        if naam == b"Bsn":
            nieuw = self._bsns.setdefault(waarde, self._volgende_bsn())
        elif naam == b"ToewijzingNummer":
            nieuw = b"%d" % (self._kopie * _EIGEN_NUMMERS + int(waarde))
        else:
            nieuw = b"%03d%s" % (self._kopie, waarde)
        return b":%s>%s<" % (naam, nieuw)

    def _volgende_bsn(self) -> bytes:
        """Fails the elfproef, so it is nobody's."""
        stam = f"{10_000_000 + self._kopie * 10_000 + len(self._bsns)}"
        return f"{stam}{'1' if elfproef(stam + '0') else '0'}".encode()


def maak_stroom(aantal: int, jaren: int = 2) -> Stroom:
    """A region large enough for `aantal` messages over so many years, or for many copies of it."""
    clienten = min(CLIENTEN_PER_REGIO, -(-aantal // BERICHTEN_PER_CLIENT))
    bestanden = maak_regio(DemoParameters(clienten=clienten, jaren=jaren, fouten=False)).bestanden
    gedateerd = [(_DAG.findall(naam)[-1], naam, inhoud) for naam, inhoud in _leden(bestanden)]
    referentie = {Path(pad).name: inhoud for pad, inhoud in bestanden.items() if pad.startswith("referentie/")}
    berichten = tuple(inhoud for _, _, inhoud in sorted(gedateerd))
    bsns = {waarde for bericht in berichten for naam, waarde in _VELD.findall(bericht) if naam == b"Bsn"}
    return Stroom(berichten, referentie, len(bsns))


def _leden(bestanden: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for pad, inhoud in bestanden.items():
        if pad.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
                yield from ((naam, archief.read(naam)) for naam in archief.namelist())
        elif pad.endswith(".tar.gz"):
            with tarfile.open(fileobj=io.BytesIO(inhoud)) as tar:
                for lid in tar:
                    gelezen = tar.extractfile(lid)
                    assert gelezen is not None
                    yield lid.name, gelezen.read()
        elif pad.endswith(".xml"):
            yield pad, inhoud


def schrijf_archieven(map_: Path, berichten: Iterator[bytes], aantal: int, naam: str) -> None:
    """The next `aantal` messages as tar.gz files of `PER_ARCHIEF` below `map_`."""
    for begin in range(0, aantal, PER_ARCHIEF):
        with tarfile.open(map_ / f"{naam}_{begin // PER_ARCHIEF:04d}.tar.gz", "w:gz", compresslevel=1) as tar:
            for nr, bericht in enumerate(islice(berichten, min(PER_ARCHIEF, aantal - begin))):
                info = tarfile.TarInfo(f"{nr:05d}.xml")
                info.size = len(bericht)
                tar.addfile(info, io.BytesIO(bericht))


def schrijf_los(map_: Path, berichten: Iterator[bytes], aantal: int, naam: str) -> None:
    """The next `aantal` messages as files of their own."""
    for nr, bericht in enumerate(islice(berichten, aantal)):
        (map_ / f"{naam}_{nr:05d}.xml").write_bytes(bericht)
