"""The verdict of the generated schemas is that of the official ones, where these lie beside the project."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import Bericht, laad_catalogus
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from tests.berichten.voorbeelden import alle, bederf, maak

CATALOGUS = laad_catalogus()
LEZER = Lezer(CATALOGUS, Pseudonimiseerder("sleutel van de test"))
XSD = Path(__file__).parents[3] / "shared" / "domein" / "xsd"
officieel = pytest.mark.skipif(not XSD.is_dir(), reason="de officiële XSD's liggen niet naast het project")


def _schema(bericht: Bericht) -> etree.XMLSchema:
    map_ = XSD / ("ijw-3.2" if bericht.wet == "Jw" else "iwmo-3.2")
    pad = map_ / f"{bericht.titel}.xsd"
    return etree.XMLSchema(etree.parse(pad if pad.exists() else map_ / f"{bericht.titel}_afgeleid.xsd"))


def _officieel(schema: etree.XMLSchema, inhoud: bytes) -> bool:
    try:
        return bool(schema.validate(etree.fromstring(inhoud)))
    except etree.XMLSyntaxError:
        return False


def _ons(inhoud: bytes) -> tuple[bool, str]:
    try:
        LEZER.lees(inhoud)
    except Afkeuring as afkeuring:
        return False, afkeuring.reden
    return True, ""


@pytest.mark.parametrize("bericht", CATALOGUS.berichten, ids=lambda b: b.titel)
def test_elk_bericht_minimaal_en_volledig_wordt_gelezen(bericht: Bericht) -> None:
    for vol in (False, True):
        gelezen, extract = LEZER.lees(etree.tostring(maak(bericht, vol)))
        assert gelezen is bericht
        assert extract.rijen["bericht"][0][5] == bericht.berichttype


@officieel
@pytest.mark.parametrize("bericht", CATALOGUS.berichten, ids=lambda b: b.titel)
def test_oordeel_gelijk_aan_de_officiele_xsd(bericht: Bericht) -> None:
    """Thousands of mutations: no disagreement, and every refusal has a reason."""
    _vergelijk(bericht, 250)


@officieel
@pytest.mark.lang
@pytest.mark.parametrize("bericht", CATALOGUS.berichten, ids=lambda b: b.titel)
def test_oordeel_gelijk_aan_de_officiele_xsd_lang(bericht: Bericht) -> None:
    _vergelijk(bericht, 10_000)


def _vergelijk(bericht: Bericht, aantal: int) -> None:
    rng = random.Random(f"{bericht.titel}{aantal}")
    schema = _schema(bericht)
    voorbeelden = [maak(bericht, vol) for vol in (False, True)]
    oordelen = set()
    for _ in range(aantal):
        inhoud = bederf(rng, rng.choice(voorbeelden), CATALOGUS)
        verwacht = _officieel(schema, inhoud)
        gelukt, reden = _ons(inhoud)
        assert gelukt == verwacht, (reden, inhoud.decode("utf-8", "replace"))
        assert gelukt or reden
        oordelen.add(verwacht)
    assert oordelen == {True, False}


@officieel
def test_de_officiele_voorbeelden() -> None:
    """JW315 has an impossible date and JW318 misses an element; the rest is valid."""
    gelukt = {}
    for pad in sorted((XSD.parent / "berichten" / "ijw-3.2").glob("*.xml")):
        gelukt[pad.stem] = _ons(pad.read_bytes())
    assert gelukt.pop("JW315") == (False, "ToewijzingEinddatum '2027-06-31' is geen bestaande datum")
    assert gelukt.pop("JW318")[0] is False
    assert all(goed for goed, _ in gelukt.values()), gelukt


def test_voorbeelden_dekken_alle_velden() -> None:
    for bericht, vol, wortel in alle(CATALOGUS):
        if vol:
            gemaakt = {wortel.getroottree().getelementpath(k) for k in wortel.iter()}
            assert len(gemaakt) >= sum(1 for _ in bericht.wortel.doorloop())
