"""Why a file is refused, in words a clerk of the backoffice understands.

A reason names line, element and rule. It shows a value only where that cannot be personal data: dates, numbers and
codes of fields that are stored as received, and then only when the value looks like one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from lxml import etree

from peilstok.berichten.catalogus import Bericht, Element


class Kenmerk(NamedTuple):
    """What identifies a message (TR056), as its sender wrote it. `identificatie_retour` only for a retour."""

    wet: str
    berichttype: str
    afzender: str
    identificatie: str
    identificatie_retour: str


class Kop(NamedTuple):
    """What the root and the header of a refused message say of it, each None where that could not be read.

    Only what has the form of a code, a release or a date: a header may hold anything.
    """

    wet: str | None = None
    berichttype: str | None = None
    release: str | None = None
    gemeente_code: str | None = None
    aanbieder_agb: str | None = None
    dagtekening: date | None = None


class Afkeuring(Exception):
    """A file that is not loaded. `reden` is Dutch and free of personal data; `regel` is the line, None if unknown.

    `kenmerk` says which message it was, `kop` what kind and of whom, as far as that could be read.
    """

    def __init__(self, reden: str, regel: int | None = None, kenmerk: Kenmerk | None = None) -> None:
        super().__init__(reden)
        self.reden = reden
        self.regel = regel
        self.kenmerk = kenmerk
        self.kop = Kop()


_BASIS_WOORD = {"date": "bestaande datum", "time": "bestaande tijd", "integer": "geheel getal"}
_ZONE = r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_TOONBAAR = {
    # Not just any digits and hyphens: a telephone number and a Bsn with points are made of them too.
    "date": re.compile(
        r"(?:-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|(?:19|20)[0-9]{6})"
        rf"(?:T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})?{_ZONE}"
    ),
    "time": re.compile(rf"[0-9]{{1,2}}:[0-9]{{1,2}}(?::[0-9]{{1,2}}(?:\.[0-9]{{1,6}})?)?{_ZONE}"),
    "integer": re.compile(r"[+-]?[0-9.,]{1,8}"),
    "string": re.compile(r"[A-Za-z0-9]{1,4}"),
}
_VERWACHT = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_LOKAAL = re.compile(r"\{[^}]*\}([^\s,]+)")
_GEMEENTE, _AANBIEDER = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{8}")
_PARTIJ = re.compile(rf"{_GEMEENTE.pattern}|{_AANBIEDER.pattern}")
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BSN_VORM = re.compile(r"(?<!\d)\d{9}(?!\d)")


def _zoek(bericht: Bericht, knoop: etree._Element | None) -> Element | None:
    """The catalogue's element for a node, None where the path is not of this message."""
    if knoop is None:
        return None
    pad = [knoop, *knoop.iterancestors()][::-1]
    element = bericht.wortel
    for stap in pad[1:]:
        naam = etree.QName(stap).localname if isinstance(stap.tag, str) else ""
        gevonden = next((kind for kind in element.kinderen if kind.naam == naam), None)
        if gevonden is None:
            return None
        element = gevonden
    return element


def _waarde(element: Element, knoop: etree._Element) -> str:
    """The value between quotes with a space before it, or nothing where it might be personal."""
    tekst = (knoop.text or "").strip()
    datatype = element.datatype
    if datatype is None or element.behandeling or not tekst:
        return ""
    if datatype.basis == "string" and not (datatype.codelijst or element.patroon):
        return ""
    if not _TOONBAAR[datatype.basis].fullmatch(tekst) or _BSN_VORM.search(tekst):
        return ""
    return f" '{tekst}'"


def _lengte(element: Element, knoop: etree._Element) -> str:
    datatype = element.datatype
    if not (knoop.text or "").strip():
        return "is leeg"
    if datatype is None or datatype.max_lengte is None:
        return "heeft niet de juiste lengte"
    return f"is langer dan {datatype.max_lengte} tekens"


def _inhoud(element: Element, knoop: etree._Element, fout: str) -> str:
    """What is wrong with a field's value, after `Element 'waarde'`."""
    datatype = element.datatype
    if datatype is None:
        return "heeft niet de juiste opbouw"
    if not (knoop.text or "").strip():
        return "is leeg"
    if fout == "CVC_ENUMERATION_VALID":
        return f"komt niet voor in codelijst {datatype.codelijst}"
    if fout in ("CVC_MAXLENGTH_VALID", "CVC_MINLENGTH_VALID", "CVC_LENGTH_VALID"):
        return _lengte(element, knoop)
    if fout in ("CVC_MININCLUSIVE_VALID", "CVC_MAXINCLUSIVE_VALID"):
        return f"ligt niet tussen {datatype.min_waarde} en {datatype.max_waarde}"
    if fout == "CVC_PATTERN_VALID":
        if datatype.basis in ("date", "time"):
            return "mag geen tijdzone hebben"
        if element.patroon and element.naam in ("BerichtCode", "BerichtVersie", "BerichtSubversie"):
            return f"hoort hier {element.patroon} te zijn"
        return "heeft niet de voorgeschreven vorm"
    if datatype.basis in _BASIS_WOORD:
        return f"is geen {_BASIS_WOORD[datatype.basis]}"
    return "heeft niet de voorgeschreven vorm"


def _verwacht(melding: str) -> str:
    """The elements libxml2 expected, as `A of B`; empty when it names none."""
    gevonden = _VERWACHT.search(melding)
    return " of ".join(_LOKAAL.findall(gevonden.group(1))) if gevonden else ""


def _knoop(wortel: etree._Element, pad: str | None) -> etree._Element | None:
    """The node a path of libxml2 points at; its prefixes are those of the document."""
    prefixen = {prefix: uri for element in wortel.iter() for prefix, uri in element.nsmap.items() if prefix}
    try:
        gevonden = wortel.getroottree().xpath(pad, namespaces=prefixen) if pad else []
    except etree.XPathError:
        # A document that binds one prefix twice: the line has to do.
        return None
    eerste = gevonden[0] if isinstance(gevonden, list) and gevonden else None
    return eerste if isinstance(eerste, etree._Element) else None


def _datum(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst) if _DATUM.fullmatch(tekst) else None
    except ValueError:
        return None


def lees_kop(wortel: etree._Element, wet: str, berichttype: str | None, release: str) -> Kop:
    """The header of a message in any release: its elements have had these names since the first.

    Which of the two parties is the gemeente follows from the form of the code, so it is known of any kind of message.
    """

    def tekst(pad: str) -> str:
        knoop = wortel.find("/".join(f"{{*}}{deel}" for deel in ("Header", *pad.split("/"))))
        return (knoop.text or "").strip() if knoop is not None else ""

    partijen = (tekst("Afzender"), tekst("Ontvanger"))
    return Kop(
        wet=wet,
        berichttype=berichttype,
        release=release,
        gemeente_code=next(filter(_GEMEENTE.fullmatch, partijen), None),
        aanbieder_agb=next(filter(_AANBIEDER.fullmatch, partijen), None),
        dagtekening=_datum(tekst("BerichtIdentificatie/Dagtekening")),
    )


def lees_kenmerk(bericht: Bericht, wortel: etree._Element) -> Kenmerk | None:
    """The message's identity from a header that may be wrong elsewhere; None when it is not there."""

    def tekst(kolom: str) -> str:
        pad = next((e.pad for e in bericht.wortel.doorloop() if (e.tabel, e.kolom) == ("bericht", kolom)), "")
        knoop = wortel.find("/".join(f"{{*}}{deel}" for deel in pad.split("/")[1:])) if pad else None
        return (knoop.text or "").strip() if knoop is not None else ""

    afzender, identificatie = tekst("afzender"), tekst("identificatie")
    if not _PARTIJ.fullmatch(afzender) or not 0 < len(identificatie) <= 12:
        return None
    retour = tekst("identificatie_retour") if bericht.heentype else ""
    return Kenmerk(bericht.wet, bericht.berichttype, afzender, identificatie, retour)


def uit_schemafout(bericht: Bericht, wortel: etree._Element, fouten: etree._ListErrorLog) -> Afkeuring:
    """The first fault found by the schema, as a reason."""
    reden, regel = _reden(bericht, wortel, fouten[0])
    return Afkeuring(reden, regel, lees_kenmerk(bericht, wortel))


def _reden(bericht: Bericht, wortel: etree._Element, fout: etree._LogEntry) -> tuple[str, int | None]:
    soort = fout.type_name.removeprefix("SCHEMAV_")
    knoop = _knoop(wortel, fout.path)
    element = _zoek(bericht, knoop)
    regel = fout.line or None
    verwacht = _verwacht(fout.message)
    plaats = f"; hier hoort {verwacht}" if verwacht else ""
    if knoop is None or element is None:
        return f"een element hoort niet in een {bericht.titel}-bericht{plaats}", regel
    if soort.startswith("CVC_COMPLEX_TYPE_3") or soort == "CVC_TYPE_3_1_1":
        return f"{element.naam} heeft een kenmerk (attribuut) dat de standaard niet kent", regel
    if soort == "CVC_COMPLEX_TYPE_2_3":
        return f"{element.naam} bevat losse tekst tussen de elementen", regel
    if soort == "ELEMENT_CONTENT" and "Missing child" in fout.message:
        return f"in {element.naam} ontbreekt {verwacht or 'een verplicht element'}", regel
    if soort == "ELEMENT_CONTENT":
        return f"{element.naam} staat hier niet op zijn plaats{plaats}", regel
    return f"{element.naam}{_waarde(element, knoop)} {_inhoud(element, knoop, soort)}", regel
