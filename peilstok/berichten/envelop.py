"""Envelopes around a message: what the gemeente's knooppunt (GGk) delivers is a StUF document with the message
inside, in base64.

Known envelopes are rows of `catalogus/envelop.csv`; anything else that wraps a message is refused as an unknown
envelope, never guessed at.
"""

from __future__ import annotations

import base64
import binascii
import csv
from dataclasses import dataclass
from functools import cache

from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import CATALOGUS_MAP
from peilstok.berichten.veilig import regelnummer

_SOAP = ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
# One registry that moved: a namespace under either is the same.
_STUF = ("http://www.egem.nl/StUF/", "http://www.stufstandaarden.nl/")
_BERICHT_ERIN = etree.XPath("boolean(//*[contains(namespace-uri(), 'istandaarden.nl/i')])")


@dataclass(frozen=True)
class Envelop:
    """A wrapping this project knows: its namespace below that of StUF, and the element that holds the message in
    base64."""

    naam: str
    namespace: str
    inhoud_element: str


@cache
def _enveloppen() -> dict[str, Envelop]:
    with (CATALOGUS_MAP / "envelop.csv").open(encoding="utf-8", newline="") as bestand:
        return {rij["namespace"]: Envelop(**rij) for rij in csv.DictReader(bestand)}


def _namespace(element: etree._Element) -> str:
    return etree.QName(element).namespace or ""


def _zonder_soap(wortel: etree._Element) -> etree._Element:
    """What a SOAP Body holds; the element itself when it is no SOAP."""
    if _namespace(wortel) not in _SOAP:
        return wortel
    body = wortel.find(f"{{{_namespace(wortel)}}}Body")
    return body[0] if body is not None and len(body) == 1 else wortel


def _envelop(namespace: str) -> Envelop | None:
    return next((_enveloppen().get(namespace.removeprefix(stuf)) for stuf in _STUF if namespace.startswith(stuf)), None)


def pak_uit(wortel: etree._Element) -> bytes | None:
    """The message inside a known envelope, None when this is no envelope; Afkeuring for an unknown or broken one."""
    binnen = _zonder_soap(wortel)
    envelop = _envelop(_namespace(binnen))
    if envelop is not None:
        gevonden = list(binnen.iter(f"{{{_namespace(binnen)}}}{envelop.inhoud_element}"))
        if len(gevonden) != 1:
            raise Afkeuring(f"de envelop ({envelop.naam}) bevat {len(gevonden)} berichten in plaats van een")
        element = gevonden[0]
        onleesbaar = Afkeuring(
            f"de inhoud van de envelop ({envelop.naam}) is niet te ontcijferen", regelnummer(element)
        )
        # With an element in it, such as a reference to an attachment, it is no base64.
        if len(element):
            raise onleesbaar
        try:
            return base64.b64decode("".join((element.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            raise onleesbaar from None
    is_wikkel = _namespace(wortel) in _SOAP or _namespace(wortel).startswith(_STUF)
    if is_wikkel or _BERICHT_ERIN(wortel):
        raise Afkeuring("onbekende envelop om het bericht", regelnummer(wortel))
    return None
