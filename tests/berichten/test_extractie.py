"""What lands in raw, and above all what does not."""

from __future__ import annotations

import copy
import hashlib
import hmac
import re

import pytest
from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import Bericht, laad_catalogus
from peilstok.berichten.extractie import Extract, tabellen
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder, elfproef, is_test_bsn
from peilstok.berichten.veilig import parse
from tests.berichten.voorbeelden import TEST_BSN, maak, zet

CATALOGUS = laad_catalogus()
TABELLEN = tabellen(CATALOGUS)
SLEUTEL = "sleutel van de test"
LEZER = Lezer(CATALOGUS, Pseudonimiseerder(SLEUTEL))
JW301 = CATALOGUS.bericht("Jw", "301")


def _lees(wortel: etree._Element, **opmaak: object) -> Extract:
    return LEZER.lees(etree.tostring(wortel, **opmaak))[1]  # type: ignore[arg-type]


def _rij(extract: Extract, tabel: str, nr: int = 0) -> dict[str, object]:
    return dict(zip(TABELLEN[tabel].kolommen, extract.rijen[tabel][nr], strict=True))


def test_pseudoniem_is_hmac_sha256_en_gelijk_voor_beide_wetten() -> None:
    verwacht = hmac.new(SLEUTEL.encode(), TEST_BSN.encode(), hashlib.sha256).hexdigest()
    for wet in ("Jw", "Wmo"):
        extract = _lees(maak(CATALOGUS.bericht(wet, "305"), True))
        assert _rij(extract, "b305_client")["client_id"] == verwacht
        assert _rij(extract, "b305_start_product", 1)["client_id"] == verwacht


@pytest.mark.parametrize("bericht", CATALOGUS.berichten, ids=lambda b: b.titel)
def test_geen_persoonsgegevens_in_de_rijen(bericht: Bericht) -> None:
    """Every field that the catalogue does not store as received gets a marker; no marker survives."""
    wortel = maak(bericht, True)
    merk = "Zzyzx"
    for element, knoop in zip(bericht.wortel.doorloop(), _eerste_knopen(bericht, wortel), strict=True):
        datatype = element.datatype
        if datatype is None or datatype.codes or datatype.basis != "string" or knoop is None:
            continue
        if element.behandeling in ("weg", "aanwezig") and datatype.patroon != "[0-9]*":
            knoop.text = merk[: datatype.max_lengte]
    extract = _lees(wortel)
    tekst = repr(extract.rijen)
    assert merk not in tekst and TEST_BSN not in tekst
    assert "Voorbeeld" not in tekst and "example.org" not in tekst and "0201234567" not in tekst
    assert "2026-03-15" not in str([extract.rijen.get(f"b{bericht.berichttype}_client")])


def _eerste_knopen(bericht: Bericht, wortel: etree._Element) -> list[etree._Element | None]:
    return [
        wortel if element is bericht.wortel else wortel.find("/".join(f"{{*}}{d}" for d in element.pad.split("/")[1:]))
        for element in bericht.wortel.doorloop()
    ]


@pytest.mark.parametrize("bericht", CATALOGUS.berichten, ids=lambda b: b.titel)
def test_elk_ander_veld_is_terug_te_vinden(bericht: Bericht) -> None:
    extract = _lees(maak(bericht, True))
    for element in bericht.wortel.doorloop():
        if element.kolom:
            rijen = extract.rijen[element.tabel]
            plaats = TABELLEN[element.tabel].kolommen.index(element.kolom)
            assert all(rij[plaats] is not None for rij in rijen), element.pad


def test_positie_ouder_en_regel() -> None:
    extract = LEZER.lees(etree.tostring(maak(CATALOGUS.bericht("Jw", "323"), True), pretty_print=True))[1]
    prestaties = [_rij(extract, "b323_prestatie", nr) for nr in range(4)]
    assert [p["positie"] for p in prestaties] == [1, 2, 3, 4]
    assert [p["ouder_positie"] for p in prestaties] == [1, 1, 2, 2]
    regels = [int(str(p["regel"])) for p in prestaties]
    assert regels == sorted(set(regels)) and regels[0] > 20


def test_zelfde_inhoud_in_andere_bytes_heeft_een_id() -> None:
    basis = maak(JW301, True)
    ander = etree.fromstring(etree.tostring(basis).replace(b"m:", b"q:").replace(b"xmlns:m", b"xmlns:q"))
    ids = {
        _lees(basis).bericht_id,
        _lees(basis, pretty_print=True).bericht_id,
        _lees(basis, encoding="UTF-16").bericht_id,
        _lees(ander).bericht_id,
        _lees(
            zet(copy.deepcopy(basis), "Client/ToegewezenProducten/ToegewezenProduct/ToewijzingNummer", "007")
        ).bericht_id,
    }
    assert len(ids) == 1
    for pad, tekst in (("Client/Naam/Voornamen", "Anders"), ("Header/BerichtIdentificatie/Identificatie", "X")):
        assert _lees(zet(copy.deepcopy(basis), pad, tekst)).bericht_id not in ids


def test_getallen_datums_en_tijden_zijn_kaal() -> None:
    product = "Client/ToegewezenProducten/ToegewezenProduct"
    wortel = zet(maak(JW301, True), f"{product}/ToewijzingNummer", " +007 ")
    zet(wortel, f"{product}/Ingangsdatum", "\n2026-01-01 ")
    zet(wortel, f"{product}/Toewijzingstijd", "12:34:56.500")
    rij = _rij(_lees(wortel), "b301_toegewezen_product")
    assert (rij["toewijzingnummer"], rij["ingangsdatum"], rij["toewijzingstijd"]) == ("7", "2026-01-01", "12:34:56.5")


def test_getal_met_meer_voorloopnullen_dan_python_leest() -> None:
    pad = "Client/ToegewezenProducten/ToegewezenProduct/ToewijzingNummer"
    kort, lang, nul = (_lees(zet(maak(JW301, True), pad, tekst)) for tekst in ("7", f" +{'0' * 5000}7\n", "0" * 5000))
    assert _rij(lang, "b301_toegewezen_product")["toewijzingnummer"] == "7" and lang.bericht_id == kort.bericht_id
    assert _rij(nul, "b301_toegewezen_product")["toewijzingnummer"] == "0"


@pytest.mark.parametrize(
    ("kop", "waarde", "tekst"),
    [
        ("", " <!-- x -->A", " A"),
        ("", " <!-- x -->", " "),
        ("", " <?x y?>A", " A"),
        ("", " <![CDATA[A]]>", " A"),
        ("", " \r\nA", " \nA"),
        ('<?xml version="1.0" encoding="UTF-8"?>', " <!-- x -->A", " A"),
        ('<?xml version="1.0" encoding="UTF-8"?>', " <?x y?>A", " A"),
        ('<?xml version="1.0" encoding="UTF-7"?>', " <+ACE---x-->A", " A"),
    ],
)
def test_wit_aan_het_begin_van_een_waarde_hoort_erbij(kop: str, waarde: str, tekst: str) -> None:
    """White space between elements means nothing; in a value it counts, whatever stands behind it."""
    assert parse(f"{kop}<a><b/>\n<b>{waarde}</b></a>".encode())[1].text == tekst


def test_wit_voor_commentaar_telt_mee_in_oordeel_en_identiteit() -> None:
    pad = "Header/BerichtIdentificatie/Identificatie"
    vol = etree.tostring(zet(maak(JW301, True), pad, "ABCDEFGHIJKL"))
    with pytest.raises(Afkeuring, match="Identificatie is langer dan 12 tekens"):
        LEZER.lees(vol.replace(b"ABCDEFGHIJKL", b" <!-- x -->ABCDEFGHIJKL"))
    met, zonder = (LEZER.lees(vol.replace(b"ABCDEFGHIJKL", tekst))[1] for tekst in (b" <!-- x -->A", b"A"))
    assert met.bericht_id != zonder.bericht_id


def test_kenmerk_is_gemaskeerd_zoals_de_rijen() -> None:
    extract = _lees(zet(maak(JW301, True), "Header/BerichtIdentificatie/Identificatie", TEST_BSN))
    assert extract.kenmerk.identificatie == _rij(extract, "bericht")["identificatie"]
    assert TEST_BSN not in repr(extract)


@pytest.mark.parametrize(
    ("datum", "gebruik", "maand", "onbekend", "na", "oud"),
    [
        ("2010-02-14", "1", "2010-02-01", False, False, False),
        ("1900-01-01", "3", None, True, False, True),
        ("2026-03-16", "1", "2026-03-01", False, True, False),
        ("1906-03-14", "1", "1906-03-01", False, False, True),
        ("1906-03-15", "1", "1906-03-01", False, False, False),
    ],
)
def test_geboortedatum_wordt_maand_en_vlaggen(
    datum: str, gebruik: str, maand: str | None, onbekend: bool, na: bool, oud: bool
) -> None:
    wortel = zet(
        zet(maak(JW301, True), "Client/Geboortedatum/Datum", datum), "Client/Geboortedatum/DatumGebruik", gebruik
    )
    rij = _rij(_lees(wortel), "b301_client")
    assert (
        rij["geboortemaand"],
        rij["geboorte_onbekend"],
        rij["geboorte_na_dagtekening"],
        rij["geboorte_ouder_120_jaar"],
    ) == (
        maand,
        onbekend,
        na,
        oud,
    )


_PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
_VELDEN = {
    "identificatie": ("Header/BerichtIdentificatie/Identificatie", "bericht", "identificatie"),
    "nummer": (f"{_PRODUCT}/ToewijzingNummer", "b301_toegewezen_product", "toewijzingnummer"),
    "referentie": (f"{_PRODUCT}/ReferentieAanbieder", "b301_toegewezen_product", "referentie_aanbieder"),
    "relatie": ("Client/Relaties/Relatie/Nummer", "b301_relatie", "nummer"),
    "budget": (f"{_PRODUCT}/Budget", "b301_toegewezen_product", "budget"),
}


def _opgeslagen(veld: str, waarde: str) -> str:
    pad, tabel, kolom = _VELDEN[veld]
    return str(_rij(_lees(zet(maak(JW301, True), pad, waarde)), tabel)[kolom])


def _bsn(nummer: str) -> str:
    return "bsn-" + hmac.new(SLEUTEL.encode(), nummer.encode(), hashlib.sha256).hexdigest()[:12]


@pytest.mark.parametrize(
    ("veld", "waarde", "opgeslagen"),
    [
        ("identificatie", f"X{TEST_BSN}", f"X{_bsn(TEST_BSN)}"),
        ("identificatie", "999999990", _bsn("999999990")),
        ("referentie", "ref 999999990 x", f"ref {_bsn('999999990')} x"),
        ("referentie", "123456789", "123456789"),
        ("referentie", "9999999901", "9999999901"),
        ("relatie", "123456782", _bsn("123456782")),
        # numbers of a municipality's own: nine digits as received or as stored, but not padded with more than one zero
        ("nummer", TEST_BSN, _bsn(TEST_BSN)),
        ("nummer", "999999990", _bsn("999999990")),
        ("nummer", " +999999990 ", _bsn("999999990")),
        ("nummer", "000999999990", _bsn("999999990")),
        ("nummer", "010000008", _bsn("010000008")),
        ("nummer", "123456789", "123456789"),
        ("nummer", "10000008", "10000008"),
        ("nummer", "300160", "300160"),
        ("nummer", "000300160", "300160"),
        # an amount is an amount
        ("budget", "99990000", "99990000"),
    ],
)
def test_bsn_in_een_ander_veld_wordt_gemaskeerd(veld: str, waarde: str, opgeslagen: str) -> None:
    """A valid number, whoever's, standing by itself; it does not matter whose message it is in."""
    assert _opgeslagen(veld, waarde) == opgeslagen


@pytest.mark.parametrize(
    ("waarde", "soort"),
    [
        ("0612345678", "tel"),
        ("06-12345678", "tel"),
        ("bel 06 12 34 56 78", "tel"),
        ("+31612345678", "tel"),
        ("0031 20 1234567", "tel"),
        ("020-1234567", "tel"),
        ("j.de.vries@zorg.example", "mail"),
        ("999999990@zorg.example", "mail"),
        # what is also written for other things stays
        ("0201234567", ""),
        ("0384-123456", ""),
        ("2025-06-12", ""),
        ("20250612345678", ""),
        ("VOT-J124-01", ""),
        ("a@b", ""),
    ],
)
@pytest.mark.parametrize("veld", ["referentie", "relatie"])
def test_telefoonnummers_en_mailadressen_worden_gemaskeerd(veld: str, waarde: str, soort: str) -> None:
    if veld == "relatie" and len(waarde) > 20:
        waarde = waarde[:5] + waarde[-15:]
    opgeslagen = _opgeslagen(veld, waarde)
    if not soort:
        assert opgeslagen == waarde
    else:
        assert re.search(rf"\b{soort}-[0-9a-f]{{12}}$", opgeslagen) and opgeslagen == _opgeslagen(veld, waarde)


def test_een_masker_blijft_zoals_het_is() -> None:
    """What was read in a report can be typed."""
    p = Pseudonimiseerder(SLEUTEL)
    for waarde in ("123456782", "0612345678", "a@b.nl", "bsn-000123456782", "ref 123456782 of 06-12345678"):
        assert p.maskeer(p.maskeer(waarde)) == p.maskeer(waarde)
    assert p.nummer(p.nummer("123456782")) == p.nummer("0123456782") == _bsn("123456782")
    assert p.nummer("00300201") == "300201"


def test_elfproef_en_testreeks() -> None:
    assert elfproef("999900006") and elfproef("999999990") and not elfproef("999900007")
    assert not elfproef("000000000") and not elfproef("99990006") and not elfproef("٩٩٩٩٠٠٠٠٦")
    assert is_test_bsn("999900006") and not is_test_bsn("999900005") and not is_test_bsn("123456782")
    assert Pseudonimiseerder("k").client_id("999999999") is None
    assert "geheim" not in repr(Pseudonimiseerder("geheim, niet tonen")).replace("<geheim>", "")
    with pytest.raises(ValueError, match="leeg"):
        Pseudonimiseerder("  ")


@pytest.mark.parametrize(
    ("pad", "tekst", "reden"),
    [
        ("Client/Naam/Geslachtsnaam/Achternaam", "Jansen" * 40, "Achternaam is langer dan 200 tekens"),
        ("Client/Bsn", "12345", "Bsn heeft niet de voorgeschreven vorm"),
        ("Client/Geboortedatum/Datum", "2010-02-30", "Datum is geen bestaande datum"),
        ("Client/Geslacht", "9", "Geslacht '9' komt niet voor in codelijst COD046"),
        (
            "Client/ToegewezenProducten/ToegewezenProduct/Einddatum",
            "2027-06-31",
            "Einddatum '2027-06-31' is geen bestaande datum",
        ),
        *(
            ("Client/ToegewezenProducten/ToegewezenProduct/Einddatum", tekst, "Einddatum is geen bestaande datum")
            for tekst in ("06-12345678", "0612345678", "+31612345678", "9999.00.006", "999-900-006", f"{TEST_BSN}0")
        ),
        ("Client/ToegewezenProducten/ToegewezenProduct/Budget", TEST_BSN, "Budget ligt niet tussen 0 en 99999999"),
        ("Client/ToegewezenProducten/ToegewezenProduct/Product/Code", "Jansen", "Code is langer dan 5 tekens"),
        ("Header/BerichtVersie", "2", "BerichtVersie '2' hoort hier 3 te zijn"),
    ],
)
def test_reden_is_duidelijk_en_toont_geen_persoonsgegeven(pad: str, tekst: str, reden: str) -> None:
    with pytest.raises(Afkeuring) as fout:
        _lees(zet(maak(JW301, True), pad, tekst), pretty_print=True)
    assert fout.value.reden == reden
    assert fout.value.regel and fout.value.regel > 1


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        (b"", "leeg"),
        (b" \n\x00", "leeg"),
        (b"hallo", "geen XML"),
        (b"<a>", "afgebroken"),
        (b"<a/>", "onbekend bericht"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DTD"),
        (" <!DOCTYPE a><a/>".encode("utf-16"), "DTD"),
        (b"<!--" + b"x" * 5000 + b"--><!DOCTYPE a><a/>", "DTD"),
        (b"<a>&x;</a>", "entiteit"),
        (b"<a>" * 5000, "diep"),
        (b"<a>\xff</a>", "tekencodering"),
        (b"x" * (25 * 1024 * 1024 + 1), "25 MB"),
        (
            b'<x:Bericht xmlns:x="http://www.istandaarden.nl/iwmo/2_0/wmo301/schema"/>',
            "release 2.0 van iWmo niet ondersteund",
        ),
        (b'<x:Bericht xmlns:x="http://www.istandaarden.nl/ijw/3_2/jw303/schema"/>', "onbekend bericht: JW303"),
        (b'<x:Header xmlns:x="http://www.istandaarden.nl/ijw/3_2/jw305/schema"/>', "niet dat van een JW305-bericht"),
        (b'<x:a xmlns:x="http://www.istandaarden.nl/iwlz/2_2/aw35/schema"/>', "dit is aw35 van iWlz 2.2"),
    ],
)
def test_onleesbare_inhoud_heeft_een_reden(inhoud: bytes, reden: str) -> None:
    with pytest.raises(Afkeuring, match=reden):
        LEZER.lees(inhoud)
