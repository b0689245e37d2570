"""Valid messages of every kind, made from the catalogue, and ways to spoil them."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator

from lxml import etree

from peilstok.berichten.catalogus import Bericht, Catalogus, Element

TEST_BSN = "999900006"
_PER_TYPE = {
    "LDT_BurgerServicenummer": TEST_BSN,
    "LDT_AgbCode": "42420001",
    "LDT_Gemeente": "0384",
    "LDT_Versie": "1.0.0",
    "LDT_Voorletters": "AÈ",
    "LDT_Telefoonnummer": "0201234567",
    "LDT_Postcode": "1112 XB",
    "LDT_Datum": "2026-03-15",
    "LDT_Tijd": "12:34:56",
    "LDT_IdentificatieDeclaratie": "D1",
    "LDT_Naam": "Voorbeeldnaam",
    "LDT_Straatnaam": "Voorbeeldstraat",
    "LDT_Emailadres": "iemand@example.org",
}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DATUMS = [
    *("2026-02-30", "2026-2-3", "2026-02-28Z", "2026-02-28+01:00", "12026-01-01", "-0001-01-01", "0000-01-01"),
    *("2024-02-29", "2023-02-29", "1900-01-01", "9999-12-31", "28-02-2026", "20260228", "2026-13-01"),
    *(" 2026-02-28 ", "\n2026-02-28\t"),
]
_TIJDEN = [
    *("24:00:00", "12:34", "12:34:56.789", "12:34:56Z", "25:00:00", "12:34:56+01:00"),
    *("00:00:00", "12:60:00", "24:00:01"),
]
_GETALLEN = ["+7", "007", "-0", "7.0", "1e3", "-1", "١", "0x7", "7,", "99999999999999999999", "0", " 7 ", "7 7"]
_TEKSTEN = ["", " ", "\t", "\n a \n", "𝔸", "é", "\u00a0", "x" * 300, "<", "&", "a  b", "À", "ỳ"]


def _waarde(element: Element) -> str:
    datatype = element.datatype
    assert datatype is not None
    if element.patroon and element.patroon.isdigit():
        return element.patroon
    if datatype.codes:
        return datatype.codes[0]
    if datatype.basis == "integer":
        return str(datatype.min_waarde if datatype.max_waarde == 0 else 7)
    return _PER_TYPE.get(element.type, "abc12"[: datatype.max_lengte])


def _vul(bericht: Bericht, knoop: etree._Element, element: Element, vol: bool) -> None:
    for kind in element.kinderen:
        keren = kind.minimum if not vol else (2 if kind.maximum is None else 1)
        for _ in range(keren):
            nieuw = etree.SubElement(knoop, bericht.tag(kind))
            if kind.is_veld:
                nieuw.text = _waarde(kind)
            else:
                _vul(bericht, nieuw, kind, vol)


def maak(bericht: Bericht, vol: bool) -> etree._Element:
    """A valid message: with everything the standard allows (repeated classes twice), or with only what it requires."""
    wortel = etree.Element(
        f"{{{bericht.namespace}}}Bericht", nsmap={"m": bericht.namespace, "b": bericht.basis_namespace}
    )
    _vul(bericht, wortel, bericht.wortel, vol)
    return wortel


def zet(wortel: etree._Element, pad: str, tekst: str) -> etree._Element:
    """Set the text of the first element with this local path below the root, e.g. `Client/Bsn`."""
    knoop = wortel.find("/".join(f"{{*}}{deel}" for deel in pad.split("/")))
    assert knoop is not None, pad
    knoop.text = tekst
    return wortel


def _tekst_mutaties(rng: random.Random, knoop: etree._Element) -> None:
    knoop.text = rng.choice(
        _DATUMS + _TIJDEN + _GETALLEN + _TEKSTEN + ["1", "01", "99", "zz", (knoop.text or "") + "x"]
    )


def bederf(rng: random.Random, wortel: etree._Element, catalogus: Catalogus) -> bytes:
    """One random mutation of a copy, as bytes; the result may still be valid."""
    wortel = copy.deepcopy(wortel)
    knopen = list(wortel.iter())
    knoop = rng.choice(knopen[1:])
    ouder = knoop.getparent()
    assert ouder is not None
    naam = etree.QName(knoop)
    soort = rng.randrange(20)
    bladeren = [k for k in knopen if len(k) == 0]
    blad = rng.choice(bladeren)
    vreemd = rng.choice([wortel.nsmap["m"], wortel.nsmap["b"], "urn:vreemd", rng.choice(catalogus.berichten).namespace])
    if soort == 0:
        ouder.remove(knoop)
    elif soort == 1:
        knoop.addnext(copy.deepcopy(knoop))
    elif soort == 2:
        ouder.insert(rng.randrange(len(ouder)), knoop)
    elif soort == 3:
        knoop.tag = f"{{{naam.namespace}}}{rng.choice([naam.localname + 'X', naam.localname.lower(), 'Begindatum'])}"
    elif soort == 4:
        knoop.tag = f"{{{vreemd}}}{naam.localname}"
    elif soort == 5:
        knoop.tag = naam.localname
    elif soort < 11:
        _tekst_mutaties(rng, blad)
    elif soort == 11:
        knoop.set(rng.choice(["x", "{urn:vreemd}x", f"{{{_XSI}}}nil", f"{{{_XSI}}}schemaLocation", "id"]), "true")
    elif soort == 12:
        knoop.set(
            f"{{{_XSI}}}type", rng.choice(["b:LDT_Volume", "b:LDT_Datum", "m:Client", "m:Root", "b:CDT_Product", "x"])
        )
    elif soort == 13:
        knoop.tail = rng.choice(["tekst", " ", "\u00a0", "7"])
    elif soort == 14:
        tekst = blad.text or ""
        blad.text = tekst[:1]
        blad.append(rng.choice([etree.Comment("c"), etree.ProcessingInstruction("p", "q")]))
        blad[-1].tail = tekst[1:]
    elif soort == 15:
        blad.text = etree.CDATA(blad.text or "x")
    elif soort == 16:
        etree.SubElement(blad, rng.choice([blad.tag, "{urn:vreemd}x"]))
    elif soort == 17:
        wortel.tag = f"{{{vreemd}}}{rng.choice(['Bericht', 'bericht', 'Root'])}"
    elif soort == 18:
        knoop.text = "losse tekst" if len(knoop) else knoop.text
    codering = rng.choice(["UTF-8"] * 6 + ["UTF-16", "ISO-8859-1", "US-ASCII", "UTF-8-SIG"])
    if codering == "UTF-8-SIG":
        return b"\xef\xbb\xbf" + etree.tostring(wortel, encoding="UTF-8")
    return etree.tostring(wortel, encoding=codering, xml_declaration=True, pretty_print=rng.random() < 0.3)


def alle(catalogus: Catalogus) -> Iterator[tuple[Bericht, bool, etree._Element]]:
    """Every kind of message, minimal and complete."""
    for bericht in catalogus.berichten:
        for vol in (False, True):
            yield bericht, vol, maak(bericht, vol)
