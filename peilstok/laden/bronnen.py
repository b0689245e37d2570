"""What lies in the landing folder: loose files and the members of archives, each with its bytes or the reason they
cannot be read.

Nothing is unpacked to disk and nothing is followed out of the folder. Sizes are checked before and while reading, so
that neither a bomb nor a lying header costs more memory than one message.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from peilstok.berichten.herkenning import KOP_BYTES, ei_reden
from peilstok.berichten.veilig import MAX_BYTES

# Far above any real delivery; keeps a bomb of many small members finite.
MAX_ARCHIEF_BYTES = 8 * 1024**3
MAX_DIEPTE = 3
MAX_MAPDIEPTE = 50
"""Folders within folders; deeper lies nothing that somebody put there on purpose."""
MAX_NAAM = 500

BERICHTEN = "berichten"
REFERENTIE = "referentie"
TERUGKOPPELING = "terugkoppeling"
UITKOMSTEN = "uitkomsten"
# Instead of a size: a folder that is no place for files, or that cannot be read.
ONLEESBAAR, TE_DIEP, MAP = -1, -2, -3
_ZIP = (".zip",)
_TAR = (".tar.gz", ".tgz")
_XML = (".xml",)
# The other methods unpack a whole block at once, whatever size the header claims: a zip of 600 bytes takes gigabytes.
_ZIP_METHODEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TE_GROOT = "het bestand is groter dan 25 MB (OP179)"
GEEN_BESTAND = "dit is geen gewoon bestand maar een verwijzing of apparaat"
_ANDERE_SOORT = "dit soort bestand wordt niet gelezen; lever .xml, .zip of .tar.gz aan"
_MAPREDENEN = {
    ONLEESBAAR: "deze map of dit bestand is niet leesbaar; volgende keer opnieuw",
    TE_DIEP: f"deze map ligt meer dan {MAX_MAPDIEPTE} mappen diep en is niet gelezen",
    MAP: "dit is een map en geen bestand",
}
_VERANDERD = "het bestand veranderde tijdens het lezen; volgende keer opnieuw"
_BESCHADIGD = "het archief is beschadigd of onvolledig"
_METHODE = "het bestand in het archief is ongewoon ingepakt; gebruik gewone zip-compressie (deflate)"
_TE_VEEL = "het archief is uitgepakt te groot; de rest is niet gelezen"
# A damaged archive surfaces as almost anything, depending on the byte that is wrong.
_ARCHIEFFOUTEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RecursionError,
    NotImplementedError,
    IndexError,
    KeyError,
)


Hasher = Callable[[], hashlib.blake2b]
"""Makes an empty keyed hash (`Pseudonimiseerder.hasher`)."""


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

    Either `inhoud` is set, or `reden` says in Dutch why it is not read. Then `inhoud_hash` is the keyed hash of its
    bytes (equal bytes are `dubbel`, good or bad); None where no bytes can be had, as with a link.
    """

    lid: str
    inhoud: bytes | None
    bytes: int
    reden: str | None = None
    inhoud_hash: str | None = None


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


def _in_map(map_: str, voorvoegsel: str) -> Iterator[Bestand]:
    """What lies in one folder, by name; a folder in it has `bytes` MAP."""
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
        try:
            info = None if item.is_dir(follow_symlinks=False) else item.stat(follow_symlinks=False)
        except FileNotFoundError:
            # Moved on since the folder was read, as when it is still being delivered.
            continue
        except OSError:
            yield Bestand(pad, item.path, ONLEESBAAR, 0)
            continue
        if info is None:
            yield Bestand(pad, item.path, MAP, 0)
        else:
            yield Bestand(pad, item.path, info.st_size, info.st_mtime_ns)


def _doorloop(map_: str, voorvoegsel: str) -> Iterator[Bestand]:
    """Every file in a folder and those below it, in path order. A stack and no recursion: how deep is up to others."""
    lopend = [_in_map(map_, voorvoegsel)]
    while lopend:
        bestand = next(lopend[-1], None)
        if bestand is None:
            lopend.pop()
        elif bestand.bytes != MAP:
            yield bestand
        elif len(lopend) > MAX_MAPDIEPTE:
            yield bestand._replace(bytes=TE_DIEP)
        else:
            lopend.append(_in_map(bestand.adres, bestand.pad))


def vind_bestanden(landing: Path) -> Iterator[Bestand]:
    """Every file under `landing/berichten`, in path order, and what looks like a message beside that folder.

    Nothing is opened.
    """
    yield from _doorloop(str(landing / BERICHTEN), BERICHTEN)
    for pad in sorted(landing.glob("*")) if landing.is_dir() else ():
        if pad.is_file() and pad.name.lower().endswith(_XML + _ZIP + _TAR) and not pad.name.startswith("."):
            try:
                info = pad.lstat()
            except OSError:
                continue
            yield Bestand(_leesbaar(pad.name), str(pad), info.st_size, info.st_mtime_ns)


def vind_referenties(landing: Path) -> Iterator[Bestand]:
    """What lies in `landing/referentie` itself, by name; a folder in it has `bytes` MAP. Nothing is opened."""
    return _zonder_notities(_in_map(str(landing / REFERENTIE), REFERENTIE))


def vind_terugkoppelingen(landing: Path) -> Iterator[Bestand]:
    """Every file under `landing/terugkoppeling`, in path order. Nothing is opened."""
    return _zonder_notities(_doorloop(str(landing / TERUGKOPPELING), TERUGKOPPELING))


def vind_uitkomsten(landing: Path) -> Iterator[Bestand]:
    """Every file under `landing/uitkomsten`, in path order. Nothing is opened."""
    return _zonder_notities(_doorloop(str(landing / UITKOMSTEN), UITKOMSTEN))


def _zonder_notities(bestanden: Iterator[Bestand]) -> Iterator[Bestand]:
    """Without the notes that Excel leaves beside an open file: names of people, and no worksheet."""
    return (bestand for bestand in bestanden if not bestand.pad.rsplit("/", 1)[-1].startswith("~$"))


def vind_alles(landing: Path) -> Iterator[Bestand]:
    """Every file below `landing`, in path order. Nothing is opened."""
    return _doorloop(str(landing), landing.name)


def is_los(bestand: Bestand) -> bool:
    """Is this a message by itself, by its name."""
    return bestand.pad[-4:].lower() in _XML


def _hash(stroom: io.BufferedIOBase, hasher: Hasher) -> str:
    """Hash of what is left in a stream; no more than a block of it is in memory."""
    return hashlib.file_digest(stroom, hasher).hexdigest()


def _andere_soort(stroom: io.BufferedIOBase, hasher: Hasher) -> tuple[str, str]:
    """Why a file that is no message by its name is not read, and the hash of its bytes."""
    kop = stroom.read(KOP_BYTES)
    begonnen = hasher()
    begonnen.update(kop)
    return ei_reden(kop) or _ANDERE_SOORT, _hash(stroom, lambda: begonnen)


def lees_bestand(bestand: Bestand, hasher: Hasher) -> Iterator[Lid]:
    """The messages in a file. BestandOnleesbaar or OSError when it is gone, locked or still being written."""
    if bestand.bytes < 0:
        raise BestandOnleesbaar(_MAPREDENEN[bestand.bytes])
    if not bestand.pad.startswith(f"{BERICHTEN}/"):
        yield Lid("", None, bestand.bytes, "dit bestand ligt niet in de map berichten en is niet gelezen")
        return
    if is_los(bestand):
        yield _lees_los(bestand, hasher)
        return
    naam = bestand.pad.lower()
    try:
        nummer, _ = _open(bestand.adres)
    except _GeenBestand:
        yield Lid("", None, 0, GEEN_BESTAND)
        return
    with os.fdopen(nummer, "rb") as stroom:
        if naam.endswith(_ZIP + _TAR):
            yield from _Uitpakker(hasher).archief(stroom, naam, "", bestand.bytes, 1)
        else:
            yield Lid("", None, bestand.bytes, *_andere_soort(stroom, hasher))
        _controleer_onveranderd(bestand, os.fstat(stroom.fileno()))


class _GeenBestand(Exception):
    """A link, a pipe, a device or a folder."""


def _open(adres: str) -> tuple[int, os.stat_result]:
    """Descriptor of a regular file, with what it is now: no link is followed and no pipe is waited for.

    _GeenBestand for anything else, OSError when it cannot be opened. Bare system calls: this runs for every message.
    """
    try:
        nummer = os.open(adres, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as fout:
        # O_NOFOLLOW says ELOOP for a symbolic link, ENXIO for a socket or a pipe nobody writes to.
        if fout.errno in (errno.ELOOP, errno.ENXIO):
            raise _GeenBestand from None
        raise
    nu = os.fstat(nummer)
    if not stat.S_ISREG(nu.st_mode):
        os.close(nummer)
        raise _GeenBestand
    return nummer, nu


def lees_heel(bestand: Bestand, max_mb: int) -> bytes:
    """All of a file that is not too large and is not being written; BestandOnleesbaar with the reason otherwise."""
    if bestand.bytes < 0:
        raise BestandOnleesbaar(_MAPREDENEN[bestand.bytes])
    try:
        nummer, nu = _open(bestand.adres)
        with os.fdopen(nummer, "rb") as stroom:
            if nu.st_size > max_mb * 1024**2:
                raise BestandOnleesbaar(f"het bestand is groter dan {max_mb} MB")
            inhoud = stroom.read(nu.st_size + 1)
            _controleer_onveranderd(bestand, os.fstat(nummer))
    except _GeenBestand:
        raise BestandOnleesbaar(GEEN_BESTAND) from None
    except OSError:
        raise BestandOnleesbaar("het bestand kan nu niet gelezen worden; volgende keer opnieuw") from None
    if len(inhoud) != nu.st_size:
        raise BestandOnleesbaar(_VERANDERD)
    return inhoud


def _lees_los(bestand: Bestand, hasher: Hasher) -> Lid:
    """A loose file."""
    try:
        nummer, nu = _open(bestand.adres)
    except _GeenBestand:
        return Lid("", None, 0, GEEN_BESTAND)
    try:
        if nu.st_size > MAX_BYTES:
            with open(nummer, "rb", closefd=False) as stroom:
                lid = Lid("", None, bestand.bytes, _TE_GROOT, _hash(stroom, hasher))
        else:
            # One byte more than there was: a file that grows while it is read shows itself.
            inhoud = os.read(nummer, nu.st_size + 1)
            if len(inhoud) != nu.st_size:
                raise BestandOnleesbaar(_VERANDERD)
            lid = Lid("", inhoud, len(inhoud))
        _controleer_onveranderd(bestand, os.fstat(nummer))
    finally:
        os.close(nummer)
    return lid


def _controleer_onveranderd(bestand: Bestand, nu: os.stat_result) -> None:
    if (nu.st_size, nu.st_mtime_ns) != (bestand.bytes, bestand.mtime_ns):
        raise BestandOnleesbaar(_VERANDERD)


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


class _Uitpakker:
    """Unpacks one file of the landing folder, with the archives in it. `_tegoed` is what it may still unpack."""

    def __init__(self, hasher: Hasher) -> None:
        self._hasher = hasher
        self._tegoed = MAX_ARCHIEF_BYTES

    def archief(
        self, stroom: io.BufferedIOBase, naam: str, voorvoegsel: str, omvang: int, diepte: int
    ) -> Iterator[Lid]:
        """Members of an archive; one row for the archive itself when it holds nothing or breaks off.

        A member whose own bytes cannot be had (encrypted, damaged) gets a hash of the archive and its place in it,
        so that in an equal archive it is the same.
        """
        eigen = voorvoegsel.rstrip("/")
        leden = self._zip_leden if naam.endswith(_ZIP) else self._tar_leden
        archief_hash: str | None = None
        aantal = 0
        try:
            for lid in leden(stroom, voorvoegsel, diepte):
                aantal += 1
                if lid.inhoud is None and lid.inhoud_hash is None:
                    archief_hash = archief_hash or self._hash_heel(stroom)
                    lid = lid._replace(inhoud_hash=self._hash_plaats(archief_hash, aantal))
                yield lid
        except _ARCHIEFFOUTEN as fout:
            _meld_leesfout(fout)
            yield Lid(eigen, None, omvang, _BESCHADIGD, self._hash_heel(stroom))
            return
        if not aantal:
            yield Lid(eigen, None, omvang, "het archief is leeg", self._hash_heel(stroom))

    def _hash_heel(self, stroom: io.BufferedIOBase) -> str:
        """Hash of an archive from its first byte; whoever is reading it may go on where he was."""
        plaats = stroom.tell()
        stroom.seek(0)
        gevonden = _hash(stroom, self._hasher)
        stroom.seek(plaats)
        return gevonden

    def _hash_plaats(self, archief_hash: str, nr: int) -> str:
        hasher = self._hasher()
        hasher.update(f"{archief_hash} {nr}".encode())
        return hasher.hexdigest()

    def _ongelezen(self, naam: str, stroom: io.BufferedIOBase, omvang: int, reden: str | None) -> Lid:
        """A member that is refused by its size, or by its name (`reden` None), with the hash of its bytes where those
        can be had."""
        inhoud_hash: str | None = None
        if omvang <= self._tegoed:
            self._tegoed -= max(omvang, 0)
            try:
                if reden is None:
                    reden, inhoud_hash = _andere_soort(stroom, self._hasher)
                else:
                    inhoud_hash = _hash(stroom, self._hasher)
            except _ARCHIEFFOUTEN as fout:
                _meld_leesfout(fout)
        return Lid(naam, None, omvang, reden or _ANDERE_SOORT, inhoud_hash)

    def _lid(self, naam: str, stroom: io.BufferedIOBase, omvang: int, diepte: int) -> Iterator[Lid]:
        """One member: a message, an archive in the archive, or something else.

        Both zipfile and tarfile give no more bytes than the header says, so `omvang` is the most there can be.
        """
        laag = naam.lower()
        if not laag.endswith(_XML + _ZIP + _TAR):
            yield self._ongelezen(naam, stroom, omvang, None)
            return
        if omvang > MAX_BYTES:
            yield self._ongelezen(naam, stroom, omvang, _TE_GROOT)
            return
        # Not all at once: a header that lies about its size must not unpack to more than this.
        inhoud = stroom.read(MAX_BYTES + 1)
        self._tegoed -= len(inhoud)
        if laag.endswith(_XML):
            yield Lid(naam, inhoud, len(inhoud))
        elif diepte >= MAX_DIEPTE:
            reden = f"archieven zijn dieper dan {MAX_DIEPTE} lagen in elkaar verpakt"
            yield Lid(naam, None, len(inhoud), reden, _hash(io.BytesIO(inhoud), self._hasher))
        else:
            yield from self.archief(io.BytesIO(inhoud), laag, f"{naam}/", len(inhoud), diepte + 1)

    def _zip_leden(self, stroom: io.BufferedIOBase, voorvoegsel: str, diepte: int) -> Iterator[Lid]:
        with zipfile.ZipFile(stroom) as archief:
            for info in archief.infolist():
                # Not is_dir(): that fails on a member without a name.
                if info.filename.endswith("/"):
                    continue
                naam = voorvoegsel + _leesbaar(info.filename)
                if self._tegoed <= 0:
                    yield Lid(naam, None, 0, _TE_VEEL)
                    return
                if info.flag_bits & 0x1:
                    yield Lid(naam, None, info.file_size, "het bestand in het archief is versleuteld")
                    continue
                if info.compress_type not in _ZIP_METHODEN:
                    yield Lid(naam, None, info.file_size, _METHODE)
                    continue
                try:
                    with archief.open(info) as lid:
                        yield from self._lid(naam, lid, info.file_size, diepte)  # type: ignore[arg-type]
                except _ARCHIEFFOUTEN as fout:
                    _meld_leesfout(fout)
                    yield Lid(naam, None, info.file_size, _BESCHADIGD)

    def _tar_leden(self, stroom: io.BufferedIOBase, voorvoegsel: str, diepte: int) -> Iterator[Lid]:
        with tarfile.open(fileobj=_KleineKoppen(stroom), mode="r:") as archief:  # type: ignore[call-overload]
            for info in archief:
                # tarfile remembers every member it has seen, 2 KB each.
                archief.members.clear()
                if info.isdir():
                    continue
                naam = voorvoegsel + _leesbaar(info.name)
                # Also what is not used has to be unpacked to come past it.
                if info.size >= self._tegoed:
                    yield Lid(naam, None, info.size, _TE_VEEL)
                    return
                lid = archief.extractfile(info) if info.isreg() else None
                if lid is None:
                    yield Lid(naam, None, 0, GEEN_BESTAND)
                    continue
                yield from self._lid(naam, lid, info.size, diepte)
