"""Parsing bytes that anybody may have sent: no DTD, no entities, no network, bounded in size and depth."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring

# OP179: a message is at most 25 MB.
MAX_BYTES = 25 * 1024 * 1024
# A real message of 25 MB has about a million tags; millions of empty elements would cost a gigabyte of memory.
MAX_TAGS = 3_000_000

_ONEINDIGE_DIEPTE = re.compile(r"depth", re.IGNORECASE)

# A document as nearly all are: in an encoding in which `!` and `?` are those bytes.
_GEWOON_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml [^>?]{0,50}?(?i:encoding=.(?:utf-8|iso-8859-1|iso-8859-15|windows-1252).)[^>?]{0,50}\?>)?"
    rb"\s*<\w"
)


def _maak_parser(*, zonder_wit: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        # Without this `12<!-- x -->34` reads as 12.
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=zonder_wit,
        collect_ids=False,
    )


_PARSER = _maak_parser(zonder_wit=False)
# A tenth faster on indented files, but it also drops the white space at the start of a value when a comment, CDATA, a
# processing instruction or a carriage return comes right after it.
_PARSER_ZONDER_WIT = _maak_parser(zonder_wit=True)


def _parser(inhoud: bytes) -> etree.XMLParser:
    """The fast one for files in which nothing stands that it reads wrongly."""
    begin = _GEWOON_BEGIN.match(inhoud)
    if begin is None or b"!" in inhoud or b"\r" in inhoud or inhoud.find(b"?", begin.end()) >= 0:
        return _PARSER
    return _PARSER_ZONDER_WIT


def _reden(fout: etree.XMLSyntaxError) -> str:
    melding = fout.msg or ""
    if "Premature end" in melding or "EndTag" in melding or "Couldn't find end" in melding or "expected '>'" in melding:
        return "het bestand is afgebroken of een element is niet gesloten"
    if "ncoding" in melding or "not proper UTF-8" in melding:
        return "de tekencodering klopt niet met wat het bestand zelf opgeeft"
    if _ONEINDIGE_DIEPTE.search(melding):
        return "de elementen zijn te diep genest"
    if "Document is empty" in melding or "Start tag expected" in melding:
        return "het bestand is geen XML"
    if "ntity" in melding:
        return "het bestand gebruikt een entiteit, dat is niet toegestaan"
    return "het bestand is geen geldige XML"


def regelnummer(element: etree._Element) -> int | None:
    """The line an element starts on. lxml's stubs leave the type of sourceline open."""
    return cast(int | None, element.sourceline)


def parse(inhoud: bytes) -> etree._Element:
    """The root element; Afkeuring when the bytes are empty, too large, not well-formed or carry a DTD."""
    if len(inhoud) < 64 and not inhoud.strip(b"\x00 \t\r\n"):
        raise Afkeuring("het bestand is leeg")
    if len(inhoud) > MAX_BYTES:
        raise Afkeuring("het bestand is groter dan 25 MB (OP179)")
    if len(inhoud) > MAX_TAGS and inhoud.count(b"<") > MAX_TAGS:
        raise Afkeuring("het bestand bevat meer elementen dan een bericht kan hebben")
    if b"<!DOCTYPE" in inhoud[:4096]:
        raise Afkeuring("het bestand bevat een DTD (DOCTYPE), dat is niet toegestaan")
    try:
        wortel = etree.fromstring(inhoud, _parser(inhoud))
    except etree.XMLSyntaxError as fout:
        raise Afkeuring(_reden(fout), fout.lineno) from None
    except (ValueError, LookupError):
        # lxml's own refusals, such as an encoding Python does not know. `from None`: the cause may quote content.
        raise Afkeuring("het bestand is geen geldige XML") from None
    # Also catches encodings in which the bytes above are not ASCII.
    info = wortel.getroottree().docinfo
    if info.internalDTD is not None or info.externalDTD is not None:
        raise Afkeuring("het bestand bevat een DTD (DOCTYPE), dat is niet toegestaan")
    return wortel
