"""The cells of the first sheet of an .xlsx that anybody may have sent: bounded in size, and nothing in it is followed.

python-calamine reads the values. It trusts what a file says of itself, so it only gets a copy of the XML parts that
were unpacked, parsed and measured here: a lying header, a bomb, an entity or a cell in row 1,048,576 stay behind.
What that does not catch ends a child process (`python -m peilstok.werkblad FD`) and not the night: `Werkbladlezer`.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any, cast

from lxml import etree
from python_calamine import CalamineWorkbook

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.veilig import parse
from peilstok.kindproces import Kindproces, ouder

MAX_UITGEPAKT = 100 * 1024 * 1024
MAX_LEDEN = 500
MAX_RIJEN = 50_000
MAX_KOLOMMEN = 50
"""Beyond any worklist; calamine makes room for every cell up to the last one, filled or not."""

GEHEUGEN = 3 * 1024**3
"""Address space of the process that reads; the largest sheet that is allowed takes under 2 GB."""
SECONDEN = 60
"""Far beyond what the largest sheet takes on a slow machine."""

_MODULE = "peilstok.werkblad"
_METHODEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GEEN_EXCEL = "dit is geen leesbaar Excel-bestand (.xlsx), of het is met een wachtwoord beveiligd"
_TE_GROOT = "het Excel-bestand is uitgepakt te groot"
_VASTGELOPEN = "het lezen van dit Excel-bestand liep vast"
_TE_VEEL_CELLEN = f"het werkblad heeft meer dan {MAX_RIJEN} rijen of {MAX_KOLOMMEN} kolommen"
_CEL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_GEHEEL = re.compile(r"[0-9]{1,18}")


class WerkbladFout(ValueError):
    """The file is refused as a whole; the text is Dutch and quotes nothing of it."""


def lees_werkblad(inhoud: bytes) -> Iterator[list[str]]:
    """Rows of the first sheet from row 1 on, each as wide as the widest; cells as text, dates as jjjj-mm-dd.

    A formula counts as the value it had when the file was saved. WerkbladFout when the file is refused.
    """
    schoon = io.BytesIO(_herpak(inhoud))
    try:
        blad = CalamineWorkbook.from_filelike(schoon).get_sheet_by_index(0)
        rijen = blad.to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    # a panic in the reader's native code is no Exception
    except BaseException:
        raise WerkbladFout(_GEEN_EXCEL) from None
    for rij in rijen:
        yield [_tekst(cel) for cel in rij]


def _tekst(cel: Any) -> str:
    if isinstance(cel, datetime):
        return cel.date().isoformat()
    if isinstance(cel, date):
        return cel.isoformat()
    if isinstance(cel, float):
        return _getal_tekst(cel)
    return str(cel)


def _getal_tekst(waarde: float) -> str:
    """A number as Excel knows it, in 15 digits, with a decimal comma: 1.125 would also be eleven hundred and
    twenty-five. Beyond those digits it keeps an exponent: a code that became such a number is not what was typed."""
    tekst = f"{waarde:.15g}"
    if "e-" in tekst:
        tekst = f"{Decimal(tekst):f}"
    return tekst.replace(".", ",")


def _herpak(inhoud: bytes) -> bytes:
    """The XML parts of the archive, unpacked and measured, in an archive of our own."""
    doel = io.BytesIO()
    tegoed = MAX_UITGEPAKT
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(doel, "w") as schoon:
            leden = bron.infolist()
            namen = {lid.filename for lid in leden}
            if len(leden) > MAX_LEDEN or len(namen) < len(leden) or "xl/workbook.xml" not in namen:
                raise WerkbladFout(_GEEN_EXCEL)
            for lid in leden:
                # pictures, macros and printer settings say nothing about cells
                if not lid.filename.endswith((".xml", ".rels")):
                    continue
                if lid.flag_bits & 0x1 or lid.compress_type not in _METHODEN:
                    raise WerkbladFout(_GEEN_EXCEL)
                with bron.open(lid) as stroom:
                    deel = stroom.read(tegoed + 1)
                tegoed -= len(deel)
                if tegoed < 0:
                    raise WerkbladFout(_TE_GROOT)
                schoon.writestr(zipfile.ZipInfo(lid.filename), _gemeten(deel))
    except WerkbladFout:
        raise
    except Afkeuring:
        raise WerkbladFout(_GEEN_EXCEL) from None
    # a damaged archive surfaces as almost anything, depending on the byte that is wrong
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise WerkbladFout(_GEEN_EXCEL) from None
    return doel.getvalue()


def _gemeten(deel: bytes) -> bytes:
    """The part as it was parsed, so that the next reader sees the same; WerkbladFout when its cells go too far.

    Every part is looked at: which ones are sheets is up to the file.
    """
    wortel = parse(deel)
    # How much room to make, says the file; no sheet that is read has more cells than this.
    for naam in ("count", "uniqueCount"):
        aantallen = cast(list[str], wortel.xpath(f"//@{naam}"))
        if any(_getal(aantal) > MAX_RIJEN * MAX_KOLOMMEN for aantal in aantallen):
            raise WerkbladFout(_TE_GROOT)
        etree.strip_attributes(wortel, naam)
    rij_nummer = 0
    for rij in wortel.iter("{*}row"):
        rij_nummer = _getal(rij.get("r")) if "r" in rij.attrib else rij_nummer + 1
        # a cell without a place of its own comes after the one before it
        if not 0 < rij_nummer <= MAX_RIJEN or len(rij) > MAX_KOLOMMEN:
            raise WerkbladFout(_TE_VEEL_CELLEN)
    for cel in wortel.iter("{*}c"):
        gevonden = _CEL.fullmatch(cel.get("r", "A1"))
        if gevonden is None or _kolom(gevonden[1]) > MAX_KOLOMMEN or int(gevonden[2]) > MAX_RIJEN:
            raise WerkbladFout(_TE_VEEL_CELLEN)
    return etree.tostring(wortel, encoding="UTF-8", xml_declaration=True, standalone=True)


def _getal(tekst: str | None) -> int:
    """0 for what is no number, or an impossible one."""
    return int(tekst) if tekst and _GEHEEL.fullmatch(tekst) else 0


def _kolom(letters: str) -> int:
    """A = 1, Z = 26, AA = 27."""
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer


class Werkbladlezer:
    """Reads sheets in a process of its own, which starts with the first and anew after a crash. A context manager."""

    def __init__(self) -> None:
        self._kind: Kindproces | None = None

    def __enter__(self) -> Werkbladlezer:
        return self

    def __exit__(self, *_: object) -> None:
        if self._kind is not None:
            self._kind.stop()

    def lees(self, inhoud: bytes) -> list[list[str]]:
        """As `lees_werkblad`; WerkbladFout also when the file makes its reader crash, hang or take too much memory."""
        # twice: a process also dies of what has nothing to do with the file, as when memory is short
        for _ in range(2):
            try:
                return self._vraag(inhoud)
            except (EOFError, OSError) as fout:
                self._weg()
                if isinstance(fout, TimeoutError):
                    break
        raise WerkbladFout(_VASTGELOPEN)

    def _vraag(self, inhoud: bytes) -> list[list[str]]:
        if self._kind is None:
            self._kind = Kindproces(_MODULE)
        self._kind.verbinding.send_bytes(inhoud)
        self._kind.wacht(SECONDEN)
        antwoord: dict[str, Any] = json.loads(self._kind.verbinding.recv_bytes())
        if "fout" in antwoord:
            raise WerkbladFout(antwoord["fout"])
        rijen: list[list[str]] = antwoord["rijen"]
        return rijen

    def _weg(self) -> None:
        if self._kind is not None:
            self._kind.proces.kill()
            self._kind.stop()
            self._kind = None


def werk(verbinding: Connection) -> None:
    """In the child: answer the bytes of every file with its rows or its reason, until the parent closes the pipe."""
    while True:
        try:
            inhoud = verbinding.recv_bytes()
        except (EOFError, ConnectionError):
            return
        try:
            antwoord: dict[str, Any] = {"rijen": list(lees_werkblad(inhoud))}
        except WerkbladFout as fout:
            antwoord = {"fout": str(fout)}
        except MemoryError:
            antwoord = {"fout": _TE_GROOT}
        # an error of ours: of what it says nothing may be shown
        except Exception as fout:
            antwoord = {"fout": f"{_VASTGELOPEN}; meld dit aan het datateam ({type(fout).__name__})"}
        verbinding.send_bytes(json.dumps(antwoord).encode())


if __name__ == "__main__":
    # Ctrl-C is for the parent; what a crash in native code says may quote the file
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    werk(ouder(sys.argv, GEHEUGEN))
