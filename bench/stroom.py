"""A stream of valid messages as a region gets them, made from the catalogue: every law and type, all different.

Drawn at random with a fixed seed, so every run measures the same files. Sizes are those of practice: a 301 has a
client with addresses, a relation in half of them, and one to three products.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from lxml import etree

from peilstok.berichten.catalogus import Bericht, Catalogus, Element

# Per hundred messages; nearly every message gets a retour, 315..320 and declarations are the smaller part.
MENGSEL = {
    **{"301": 20, "302": 18, "305": 14, "306": 13, "307": 11, "308": 10},
    **{"315": 3, "316": 3, "317": 1, "318": 1, "319": 1, "320": 1, "323": 2, "325": 2},
}
_VASTE_TEKST = {
    "LDT_Versie": "1.0.0",
    "LDT_Postcode": "1112 XB",
    "LDT_Tijd": "12:34:56",
    "LDT_Voorletters": "AB",
    "LDT_Telefoonnummer": "0201234567",
    "LDT_Naam": "Voorbeeld van den Berg",
    "LDT_Straatnaam": "Lange Voorbeeldstraat",
    "LDT_Emailadres": "iemand@example.org",
}
# Rare in practice; the rest of what is optional is there in about six of ten.
_ZELDEN = frozenset({"Commentaar", "XsltVersie", "XsltVersieRetour", "Organisatie", "Aanduiding", "Budget"})
_KANS, _KANS_ZELDEN = 0.6, 0.1
_TEST_BSN = [
    bsn
    for bsn in range(999900006, 999999991)
    if sum(int(cijfer) * gewicht for cijfer, gewicht in zip(str(bsn), (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11
    == 0
]


def _tekst(rng: Random, element: Element) -> str:
    datatype = element.datatype
    assert datatype is not None
    if element.patroon and element.patroon.isdigit():
        return element.patroon
    if datatype.codes:
        return rng.choice(datatype.codes)
    if datatype.basis == "integer":
        laagste = datatype.min_waarde or 0
        hoogste = laagste + 9999 if datatype.max_waarde is None else datatype.max_waarde
        return str(rng.randint(laagste, min(hoogste, laagste + 999_999)))
    if datatype.basis == "date":
        return f"{rng.randint(2018, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    if element.type == "LDT_BurgerServicenummer":
        return str(rng.choice(_TEST_BSN))
    if element.type == "LDT_AgbCode":
        return f"4242{rng.randint(1, 60):04}"
    if element.type == "LDT_Gemeente":
        return f"{rng.randint(340, 360):04}"
    if element.type in _VASTE_TEKST:
        return _VASTE_TEKST[element.type]
    return f"{rng.randrange(16**12):012x}"[: datatype.max_lengte]


def _vul(rng: Random, bericht: Bericht, knoop: etree._Element, element: Element) -> None:
    for kind in element.kinderen:
        # Most retours approve: a header and nothing else.
        zelden = kind.naam in _ZELDEN or (kind.naam == "Client" and kind.minimum == 0 and bericht.heentype)
        kans = _KANS_ZELDEN if zelden else _KANS
        keren = max(kind.minimum, int(rng.random() < kans))
        if keren and kind.maximum is None:
            keren = 20 if kind.naam == "Prestatie" else rng.choice((1, 1, 2, 3))
        for _ in range(keren):
            nieuw = etree.SubElement(knoop, bericht.tag(kind))
            if kind.is_veld:
                nieuw.text = _tekst(rng, kind)
            else:
                _vul(rng, bericht, nieuw, kind)


def berichten(catalogus: Catalogus, aantal: int, zaad: int = 1) -> Iterator[bytes]:
    """`aantal` messages as UTF-8 documents; one in three is indented, as some software does."""
    rng = Random(zaad)
    soorten = rng.choices(list(MENGSEL), list(MENGSEL.values()), k=aantal)
    for berichttype in soorten:
        bericht = catalogus.bericht(rng.choice(("Jw", "Wmo")), berichttype)
        eigen, basis = f"{bericht.wet.lower()}{berichttype}", f"i{bericht.wet.lower()}"
        wortel = etree.Element(
            bericht.tag(bericht.wortel), nsmap={eigen: bericht.namespace, basis: bericht.basis_namespace}
        )
        _vul(rng, bericht, wortel, bericht.wortel)
        yield etree.tostring(wortel, encoding="UTF-8", xml_declaration=True, pretty_print=rng.random() < 1 / 3)
