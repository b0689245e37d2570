"""The cells of the first sheet of an .xlsx that anybody may have sent: bounded in size, and nothing in it is followed.

python-calamine reads the values. It trusts what a file says of itself, so it only gets a copy of the XML parts that
were unpacked, parsed and measured here: a lying header, a bomb, an entity or a cell in row 1,048,576 stay behind.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.veilig import parse

MAX_UITGEPAKT = 100 * 1024 * 1024
MAX_LEDEN = 500
MAX_RIJEN = 50_000
MAX_KOLOMMEN = 50
"""Beyond any worklist; calamine makes room for every cell up to the last one, filled or not."""

_METHODEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GEEN_EXCEL = "dit is geen leesbaar Excel-bestand (.xlsx), of het is met een wachtwoord beveiligd"
_TE_GROOT = "het Excel-bestand is uitgepakt te groot"
_TE_VEEL_CELLEN = f"het werkblad heeft meer dan {MAX_RIJEN} rijen of {MAX_KOLOMMEN} kolommen"
_CEL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_RIJNUMMER = re.compile(r"[0-9]{1,7}")


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
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return str(cel)


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
    """0 for what is no row number."""
    return int(tekst) if tekst and _RIJNUMMER.fullmatch(tekst) else 0


def _kolom(letters: str) -> int:
    """A = 1, Z = 26, AA = 27."""
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer
