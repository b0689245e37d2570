"""Messages inside an envelope."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from tests.berichten.voorbeelden import maak

CATALOGUS = laad_catalogus()
LEZER = Lezer(CATALOGUS, Pseudonimiseerder("sleutel van de test"))
BERICHT = etree.tostring(maak(CATALOGUS.bericht("Jw", "305"), True))
GGK = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"


def _ggk(*inhoud: bytes | str, namespace: str = GGK) -> str:
    bestanden = "".join(
        f"<g:xmlBestand>{i if isinstance(i, str) else base64.encodebytes(i).decode()}</g:xmlBestand>" for i in inhoud
    )
    return (
        f'<g:envelopHeenbericht xmlns:g="{namespace}" xmlns:s="http://www.egem.nl/StUF/StUF0301"><g:stuurgegevens>'
        f"<s:berichtcode>Di01</s:berichtcode></g:stuurgegevens><g:parameters><g:bericht>{bestanden}</g:bericht></g:parameters>"
        f"</g:envelopHeenbericht>"
    )


def _soap(binnen: str) -> str:
    ns = "http://schemas.xmlsoap.org/soap/envelope/"
    return f'<e:Envelope xmlns:e="{ns}"><e:Header/><e:Body>{binnen}</e:Body></e:Envelope>'


OUDE_UITGAVE = b'<x:Bericht xmlns:x="http://www.istandaarden.nl/iwmo/2_0/wmo305/schema/2_0"/>'
OUDE_GGK = [f"{stuf}sectormodel/ggk/0210" for stuf in ("http://www.egem.nl/StUF/", "http://www.stufstandaarden.nl/")]


@pytest.mark.parametrize(
    "wikkel",
    [_ggk(BERICHT), _soap(_ggk(BERICHT)), *(_soap(_ggk(BERICHT, namespace=oud)) for oud in OUDE_GGK)],
)
def test_bekende_envelop_wordt_uitgepakt(wikkel: str) -> None:
    bericht, extract = LEZER.lees(wikkel.encode())
    assert bericht.titel == "JW305"
    assert extract.bericht_id == LEZER.lees(BERICHT)[1].bericht_id


@pytest.mark.parametrize(
    ("wikkel", "reden"),
    [
        (_soap("<x/>"), "onbekende envelop"),
        ('<s:Fo01Bericht xmlns:s="http://www.egem.nl/StUF/StUF0301"/>', "onbekende envelop"),
        (f"<vsp>{BERICHT.decode()}</vsp>", "onbekende envelop"),
        (f"<vsp>{OUDE_UITGAVE.decode()}</vsp>", "onbekende envelop"),
        (_ggk(OUDE_UITGAVE), "release 2.0 van iWmo niet ondersteund"),
        (_ggk(b"014180200" + b"x" * 40 + b"\n02" + b"0" * 12), "EI-standaard \\(WMO305\\)"),
        (_ggk(BERICHT, namespace="http://www.stufstandaarden.nl/sectormodel/ggk/9910"), "onbekende envelop"),
        (_ggk(), "bevat 0 berichten"),
        (_ggk(BERICHT, BERICHT), "bevat 2 berichten"),
        (_ggk("geen base64!"), "niet te ontcijferen"),
        (_ggk('<bijlage href="cid:1"/>'), "niet te ontcijferen"),
        (_ggk(b"<x/>"), "onbekend bericht"),
        (_ggk(_ggk(BERICHT).encode()), "onbekend bericht"),
        (_ggk(b"<!DOCTYPE x><x/>"), "DTD"),
        (_ggk(b""), "leeg"),
    ],
)
def test_andere_enveloppen_worden_geweigerd(wikkel: str, reden: str) -> None:
    with pytest.raises(Afkeuring, match=reden):
        LEZER.lees(wikkel.encode())
