"""What lies in the landing folder: loose files and the members of archives, each with its bytes or the reason they
cannot be read.

Nothing is unpacked to disk and nothing is followed out of the folder. Sizes are checked before and while reading, so
that neither a bomb nor a lying header costs more memory than one message.
"""

from __future__ import annotations

import errno
import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from peilstok.berichten.veilig import MAX_BYTES

# Far above any real delivery; keeps a bomb of many small members finite.
MAX_ARCHIEF_BYTES = 8 * 1024**3
MAX_DIEPTE = 3
MAX_NAAM = 500

BERICHTEN = "berichten"
ONLEESBAAR = -1
_ZIP = (".zip",)
_TAR = (".tar.gz", ".tgz")
_XML = (".xml",)
_TE_GROOT = "het bestand is groter dan 25 MB (OP179)"
_GEEN_BESTAND = "dit is geen gewoon bestand maar een verwijzing of apparaat"
_ANDERE_SOORT = "dit soort bestand wordt niet gelezen; lever .xml, .zip of .tar.gz aan"
_VERANDERD = "het bestand veranderde tijdens het lezen; volgende keer opnieuw"
_BESCHADIGD = "het archief is beschadigd of onvolledig"
# A damaged archive surfaces as almost anything, depending on the byte that is wrong.
_ARCHIEFFOUTEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RecursionError,
    NotImplementedError,
    IndexError,
    KeyError,
)


class Bestand(NamedTuple):
    """A file in the landing folder. `pad` is relative to it, with forward slashes; `adres` is how to open it.

    `pad_hash` is filled in when the file turns out to be new.
    """

    pad: str
    adres: str
    bytes: int
    mtime_ns: int
    pad_hash: str = ""


class Lid(NamedTuple):
    """One message as it was found: the file itself (`lid` empty) or a member of an archive.

    Either `inhoud` is set, or `reden` says in Dutch why it could not be read.
    """

    lid: str
    inhoud: bytes | None
    bytes: int
    reden: str | None = None


class BestandOnleesbaar(Exception):
    """The file itself cannot be read now; it is tried again next night. The text is Dutch."""


def _leesbaar(naam: str) -> str:
    """A file name as text that any database accepts and that cannot pretend to be a line of its own on a screen."""
    if len(naam) > MAX_NAAM:
        naam = f"{naam[: MAX_NAAM - 100]}…{naam[-99:]}"
    if naam.isascii() and naam.isprintable():
        return naam
    tekst = os.fsencode(naam).decode("utf-8", "backslashreplace")
    return "".join(teken if teken.isprintable() else ascii(teken)[1:-1] for teken in tekst)


def _doorloop(map_: str, voorvoegsel: str) -> Iterator[Bestand]:
    try:
        with os.scandir(map_) as items:
            gesorteerd = sorted(items, key=lambda item: item.name)
    except FileNotFoundError:
        return
    except OSError:
        yield Bestand(voorvoegsel, map_, ONLEESBAAR, 0)
        return
    for item in gesorteerd:
        # Hidden files are the transfer's own (.part, .nfs, .gitkeep), not deliveries.
        if item.name.startswith("."):
            continue
        pad = f"{voorvoegsel}/{_leesbaar(item.name)}"
        if item.is_dir(follow_symlinks=False):
            yield from _doorloop(item.path, pad)
            continue
        try:
            info = item.stat(follow_symlinks=False)
        except OSError:
            yield Bestand(pad, item.path, ONLEESBAAR, 0)
            continue
        yield Bestand(pad, item.path, info.st_size, info.st_mtime_ns)


def vind_bestanden(landing: Path) -> Iterator[Bestand]:
    """Every file under `landing/berichten`, in path order, and what looks like a message beside that folder.

    Nothing is opened.
    """
    yield from _doorloop(str(landing / BERICHTEN), BERICHTEN)
    for pad in sorted(landing.glob("*")) if landing.is_dir() else ():
        if pad.is_file() and pad.name.lower().endswith(_XML + _ZIP + _TAR) and not pad.name.startswith("."):
            info = pad.lstat()
            yield Bestand(_leesbaar(pad.name), str(pad), info.st_size, info.st_mtime_ns)


def is_los(bestand: Bestand) -> bool:
    """Is this a message by itself, by its name."""
    return bestand.pad[-4:].lower() in _XML


def lees_bestand(bestand: Bestand) -> Iterator[Lid]:
    """The messages in a file. BestandOnleesbaar or OSError when it is gone, locked or still being written."""
    if bestand.bytes == ONLEESBAAR:
        raise BestandOnleesbaar("deze map of dit bestand is niet leesbaar; volgende keer opnieuw")
    if not bestand.pad.startswith(f"{BERICHTEN}/"):
        yield Lid("", None, bestand.bytes, "dit bestand ligt niet in de map berichten en is niet gelezen")
        return
    if is_los(bestand):
        yield Lid("", *_lees_los(bestand))
        return
    naam = bestand.pad.lower()
    if not stat.S_ISREG(os.lstat(bestand.adres).st_mode):
        yield Lid("", None, 0, _GEEN_BESTAND)
        return
    if not naam.endswith(_ZIP + _TAR):
        yield Lid("", None, bestand.bytes, _ANDERE_SOORT)
        return
    with open(bestand.adres, "rb") as stroom:  # noqa: PTH123 - a Path per file costs more than reading it
        yield from _archief(stroom, naam, "", bestand.bytes, 1, [MAX_ARCHIEF_BYTES])
        _controleer_onveranderd(bestand, os.fstat(stroom.fileno()))


def _lees_los(bestand: Bestand) -> tuple[bytes | None, int, str | None]:
    """Content, size and reason of a loose file. Bare system calls: this runs once for every message there is."""
    try:
        nummer = os.open(bestand.adres, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fout:
        # O_NOFOLLOW says ELOOP for a symbolic link, ENXIO for a socket or a pipe nobody writes to.
        if fout.errno in (errno.ELOOP, errno.ENXIO):
            return None, 0, _GEEN_BESTAND
        raise
    try:
        nu = os.fstat(nummer)
        if not stat.S_ISREG(nu.st_mode):
            return None, 0, _GEEN_BESTAND
        if nu.st_size > MAX_BYTES:
            return None, bestand.bytes, _TE_GROOT
        # One byte more than there was: a file that grows while it is read shows itself.
        inhoud = os.read(nummer, nu.st_size + 1)
        if len(inhoud) != nu.st_size:
            raise BestandOnleesbaar(_VERANDERD)
        _controleer_onveranderd(bestand, os.fstat(nummer))
    finally:
        os.close(nummer)
    return inhoud, len(inhoud), None


def _controleer_onveranderd(bestand: Bestand, nu: os.stat_result) -> None:
    if (nu.st_size, nu.st_mtime_ns) != (bestand.bytes, bestand.mtime_ns):
        raise BestandOnleesbaar(_VERANDERD)


def _archief(
    stroom: io.BufferedIOBase, naam: str, voorvoegsel: str, omvang: int, diepte: int, tegoed: list[int]
) -> Iterator[Lid]:
    """Members of an archive; one row for the archive itself when it holds nothing or breaks off."""
    eigen = voorvoegsel.rstrip("/")
    leden = _zip_leden if naam.endswith(_ZIP) else _tar_leden
    leeg = True
    try:
        for lid in leden(stroom, voorvoegsel, diepte, tegoed):
            leeg = False
            yield lid
    except _ARCHIEFFOUTEN as fout:
        _meld_leesfout(fout)
        yield Lid(eigen, None, omvang, _BESCHADIGD)
        return
    if leeg:
        yield Lid(eigen, None, omvang, "het archief is leeg")


def _meld_leesfout(fout: BaseException) -> None:
    """BestandOnleesbaar when the disk or the share failed and not the archive. EINVAL is a seek to nowhere."""
    if isinstance(fout, OSError) and fout.errno not in (None, errno.EINVAL):
        raise BestandOnleesbaar("het archief kon nu niet gelezen worden; volgende keer opnieuw") from None


class _KleineKoppen:
    """An unpacking gzip stream for tarfile that refuses to read more at once than one message is.

    Headers of a tar may claim any size, and tarfile reads them whole.
    """

    def __init__(self, stroom: io.BufferedIOBase) -> None:
        self._stroom = gzip.GzipFile(fileobj=stroom)

    def read(self, aantal: int) -> bytes:
        if not 0 <= aantal <= MAX_BYTES + 1:
            raise tarfile.ReadError("een kop in het archief is te groot")
        return self._stroom.read(aantal)

    def seek(self, plaats: int) -> int:
        return self._stroom.seek(plaats)

    def tell(self) -> int:
        return self._stroom.tell()


def _lid(naam: str, stroom: io.BufferedIOBase, omvang: int, diepte: int, tegoed: list[int]) -> Iterator[Lid]:
    """One member: a message, an archive in the archive, or something else."""
    laag = naam.lower()
    if not laag.endswith(_XML + _ZIP + _TAR):
        yield Lid(naam, None, omvang, _ANDERE_SOORT)
        return
    if omvang > MAX_BYTES:
        yield Lid(naam, None, omvang, _TE_GROOT)
        return
    # The header may lie: read no more than one byte past the limit.
    inhoud = stroom.read(MAX_BYTES + 1)
    tegoed[0] -= len(inhoud)
    if len(inhoud) > MAX_BYTES:
        yield Lid(naam, None, len(inhoud), _TE_GROOT)
    elif laag.endswith(_XML):
        yield Lid(naam, inhoud, len(inhoud))
    elif diepte >= MAX_DIEPTE:
        yield Lid(naam, None, len(inhoud), f"archieven zijn dieper dan {MAX_DIEPTE} lagen in elkaar verpakt")
    else:
        yield from _archief(io.BytesIO(inhoud), laag, f"{naam}/", len(inhoud), diepte + 1, tegoed)


def _zip_leden(stroom: io.BufferedIOBase, voorvoegsel: str, diepte: int, tegoed: list[int]) -> Iterator[Lid]:
    with zipfile.ZipFile(stroom) as archief:
        for info in archief.infolist():
            if info.is_dir():
                continue
            naam = voorvoegsel + _leesbaar(info.filename)
            if tegoed[0] <= 0:
                yield Lid(naam, None, 0, "het archief is uitgepakt te groot; de rest is niet gelezen")
                return
            if info.flag_bits & 0x1:
                yield Lid(naam, None, info.file_size, "het bestand in het archief is versleuteld")
                continue
            try:
                with archief.open(info) as lid:
                    yield from _lid(naam, lid, info.file_size, diepte, tegoed)  # type: ignore[arg-type]
            except _ARCHIEFFOUTEN as fout:
                _meld_leesfout(fout)
                yield Lid(naam, None, info.file_size, _BESCHADIGD)


def _tar_leden(stroom: io.BufferedIOBase, voorvoegsel: str, diepte: int, tegoed: list[int]) -> Iterator[Lid]:
    with tarfile.open(fileobj=_KleineKoppen(stroom), mode="r:") as archief:  # type: ignore[call-overload]
        for info in archief:
            # tarfile remembers every member it has seen, 2 KB each.
            archief.members.clear()
            if info.isdir():
                continue
            naam = voorvoegsel + _leesbaar(info.name)
            tegoed[0] -= max(info.size, 0) if info.size > MAX_BYTES else 0
            if tegoed[0] <= 0:
                yield Lid(naam, None, info.size, "het archief is uitgepakt te groot; de rest is niet gelezen")
                return
            lid = archief.extractfile(info) if info.isreg() else None
            if lid is None:
                yield Lid(naam, None, 0, _GEEN_BESTAND)
                continue
            yield from _lid(naam, lid, info.size, diepte, tegoed)
