"""The writer: order, namespaces, mandatory elements, and errors without values."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date

import pytest
from lxml import etree

from peilstok.berichten.catalogus import laad_catalogus
from peilstok.berichten.schema import compileer
from peilstok.berichten.schrijven import Opmaak, SchrijfFout, Schrijver, Waarde

BSN = "999900006"


def waarden_305(**product: Waarde) -> dict[str, Waarde]:
    xsd: Mapping[str, Waarde] = {"BasisschemaXsdVersie": "1.0.0", "BerichtXsdVersie": "1.0.0"}
    start: dict[str, Waarde] = {
        # Deliberately not in schema order.
        "StatusAanlevering": "1",
        "Begindatum": date(2026, 1, 5),
        "ToewijzingNummer": 12,
        "Product": {"Code": "45V01", "Categorie": "45"},
        **product,
    }
    return {
        "Client": {
            "StartProducten": {"StartProduct": [start]},
            "Bsn": BSN,
            "Geboortedatum": {"Datum": date(2012, 2, 29)},
            "Geslacht": "2",
            "Naam": {"Geslachtsnaam": {"Achternaam": "Zwaluwenstein & Zn <x>"}},
        },
        "Header": {
            "Afzender": "00910001",
            "Ontvanger": "0384",
            "BerichtIdentificatie": {"Identificatie": "B0000001", "Dagtekening": date(2026, 1, 6)},
            "XsdVersie": xsd,
        },
    }


@pytest.fixture(scope="module")
def schrijver() -> Schrijver:
    return Schrijver(laad_catalogus())


@pytest.mark.parametrize("wet", ["Jw", "Wmo"])
@pytest.mark.parametrize("opmaak", list(Opmaak))
def test_bericht_voldoet_aan_het_schema(schrijver: Schrijver, wet: str, opmaak: Opmaak) -> None:
    product: Waarde = {"Categorie": "45" if wet == "Jw" else "02", "Code": "X"}
    xml = etree.fromstring(schrijver.schrijf(wet, "305", waarden_305(Product=product), opmaak))
    schema = compileer(laad_catalogus().bericht(wet, "305"))
    assert schema.validate(xml), schema.error_log
    code = {"Jw": "438", "Wmo": "418"}[wet]
    assert xml[0][0].text == code
    assert [kind.text for kind in xml[0][1:3]] == ["3", "2"]


def test_namespaces_en_volgorde(schrijver: Schrijver) -> None:
    tekst = schrijver.schrijf("Jw", "305", waarden_305()).decode()
    assert tekst.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<jw305:Bericht ")
    assert "<jw305:Geboortedatum><ijw:Datum>2012-02-29</ijw:Datum></jw305:Geboortedatum>" in tekst
    assert "<ijw:Categorie>45</ijw:Categorie><ijw:Code>45V01</ijw:Code>" in tekst
    assert "Zwaluwenstein &amp; Zn &lt;x&gt;" in tekst
    assert tekst.index("ToewijzingNummer") < tekst.index("Begindatum") < tekst.index("StatusAanlevering")


def test_andere_opmaak_zelfde_inhoud(schrijver: Schrijver) -> None:
    def inhoud(opmaak: Opmaak) -> list[tuple[object, str]]:
        xml = etree.fromstring(schrijver.schrijf("Jw", "305", waarden_305(), opmaak))
        return [(element.tag, (element.text or "").strip()) for element in xml.iter()]

    assert inhoud(Opmaak.COMPACT) == inhoud(Opmaak.INGESPRONGEN)
    compact, ingesprongen = (schrijver.schrijf("Jw", "305", waarden_305(), opmaak) for opmaak in Opmaak)
    assert compact != ingesprongen


def _zonder(*pad: str) -> dict[str, Waarde]:
    waarden = waarden_305()
    plek: dict[str, Waarde] = waarden
    for stap in pad[:-1]:
        volgende = plek[stap]
        assert isinstance(volgende, dict)
        plek = volgende
    del plek[pad[-1]]
    return waarden


@pytest.mark.parametrize(
    ("waarden", "melding"),
    [
        (_zonder("Header"), "JW305: Bericht/Header ontbreekt en is verplicht"),
        (_zonder("Client", "Bsn"), "JW305: Bericht/Client/Bsn ontbreekt en is verplicht"),
        ({**waarden_305(), "Bijlage": "x"}, "JW305: Bericht kent geen Bijlage"),
        (waarden_305(RedenBeeindiging="31"), "StartProduct kent geen RedenBeeindiging"),
        (waarden_305(Begindatum=None), "StartProduct/Begindatum ontbreekt en is verplicht"),
        (waarden_305(ToewijzingNummer=""), "StartProduct/ToewijzingNummer is leeg"),
        (waarden_305(Begindatum=["2026-01-05"]), "Begindatum komt hoogstens een keer voor"),
        (waarden_305(Product="45V01"), "StartProduct/Product heeft elementen onder zich"),
        (waarden_305(ToewijzingNummer={"x": "1"}), "ToewijzingNummer is een veld"),
        (waarden_305(ToewijzingNummer="1\x00"), "ToewijzingNummer bevat tekens die in XML niet mogen"),
    ],
)
def test_fouten_noemen_bericht_en_veld(schrijver: Schrijver, waarden: dict[str, Waarde], melding: str) -> None:
    with pytest.raises(SchrijfFout) as fout:
        schrijver.schrijf("Jw", "305", waarden)
    assert melding in str(fout.value)
    assert str(fout.value).startswith("JW305: ")
    assert BSN not in str(fout.value)


def test_leeg_herhaald_element(schrijver: Schrijver) -> None:
    waarden = waarden_305()
    client = waarden["Client"]
    assert isinstance(client, dict)
    client["StartProducten"] = {"StartProduct": []}
    with pytest.raises(SchrijfFout, match="StartProduct ontbreekt en is verplicht"):
        schrijver.schrijf("Jw", "305", waarden)


def test_onbekend_bericht(schrijver: Schrijver) -> None:
    with pytest.raises(SchrijfFout, match=r"geen bericht Wlz 305 in release 3\.2"):
        schrijver.schrijf("Wlz", "305", waarden_305())


def test_snel_genoeg_voor_meetbestanden(schrijver: Schrijver) -> None:
    """100,000 messages a minute is 600 us each; measured about 70. The bound leaves room for a busy machine."""
    waarden = waarden_305()
    begin = time.process_time()
    for _ in range(1000):
        schrijver.schrijf("Jw", "305", waarden)
    assert time.process_time() - begin < 0.6
