"""A release is rows: with another header, more than one client and other codes, in a copy of the catalogue."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from peilstok.berichten.afkeuring import Afkeuring
from peilstok.berichten.catalogus import CATALOGUS_MAP, SEED_MAP, Catalogus, laad_catalogus
from peilstok.berichten.herkenning import ei_reden
from peilstok.berichten.lezer import Lezer
from peilstok.berichten.pseudoniem import Pseudonimiseerder
from peilstok.laden import laad_berichten, maak_schema
from tests.berichten.voorbeelden import maak, zet

PSEUDONIEM = Pseudonimiseerder("sleutel van de test")
# Made up: of the real iWmo 2.0 the types are unknown (docs/besluiten/0008). Its shape is that of
# velden.md chapter 2: Berichtspecificatie, Clienten/Client, a status on the client too.
UITGAVE = "9.9"
_SPECIFICATIE = {"BerichtCode": "Code", "BerichtVersie": "Versie", "BerichtSubversie": "SubVersie"}
Rij = dict[str, str]


def _vul_aan(pad: Path, maak_rijen: Callable[[list[Rij]], list[Rij]]) -> None:
    with pad.open(encoding="utf-8", newline="") as bestand:
        lezer = csv.DictReader(bestand)
        rijen, kolommen = list(lezer), lezer.fieldnames or []
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, kolommen, lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen + maak_rijen(rijen))


def _berichten(rijen: list[Rij]) -> list[Rij]:
    (oud,) = [r for r in rijen if (r["wet"], r["berichttype"]) == ("Wmo", "305")]
    return [
        oud
        | {
            "release": UITGAVE,
            "versie": "9",
            "subversie": "9",
            "namespace": oud["namespace"].replace("3_2", "9_9"),
            "basis_namespace": oud["basis_namespace"].replace("3_2", "9_9"),
        }
    ]


def _velden(rijen: list[Rij]) -> list[Rij]:
    nieuw: list[Rij] = []
    leeg = {"release": UITGAVE, "berichttype": "305", "wet": "beide", "type": "", "patroon": "", "min": "1", "max": "1"}
    leeg |= {"tabel": "", "kolom": "", "behandeling": ""}
    for oud in rijen:
        if oud["berichttype"] != "305":
            continue
        rij = oud | {"release": UITGAVE}
        naam = rij["pad"].rsplit("/", 1)[-1]
        if naam in _SPECIFICATIE:
            if naam == "BerichtCode":
                nieuw.append(leeg | {"pad": "Bericht/Header/Berichtspecificatie"})
            rij["pad"] = f"Bericht/Header/Berichtspecificatie/{_SPECIFICATIE[naam]}"
        if rij["pad"] == "Bericht/Client":
            nieuw.append(leeg | {"pad": "Bericht/Clienten"})
            rij["max"] = ""
        rij["pad"] = (
            rij["pad"].replace("Bericht/Client", "Bericht/Clienten/Client") if "Client" in rij["pad"] else rij["pad"]
        )
        nieuw.append(rij)
        if naam == "Geslacht":
            status = {"pad": "Bericht/Clienten/Client/StatusAanlevering", "type": "LDT_StatusClient"}
            nieuw.append(leeg | status | {"tabel": "b305_client", "kolom": "status_aanlevering"})
    return nieuw


def _typen(rijen: list[Rij]) -> list[Rij]:
    kopie = [r | {"release": UITGAVE} for r in rijen]
    (status,) = [r for r in kopie if r["type"] == "LDT_StatusAanlevering"]
    return [*kopie, status | {"type": "LDT_StatusClient", "codelijst": "PROEF_STATUS_CLIENT"}]


def _codes(rijen: list[Rij]) -> list[Rij]:
    kopie = [r | {"in_release": UITGAVE} for r in rijen if "3.2" in r["in_release"].split()]
    return kopie + [kopie[0] | {"codelijst": "PROEF_STATUS_CLIENT", "code": code} for code in ("1", "9")]


@pytest.fixture(scope="module")
def catalogus(tmp_path_factory: pytest.TempPathFactory) -> Catalogus:
    map_ = tmp_path_factory.mktemp("catalogus")
    for pad in [*CATALOGUS_MAP.glob("*.csv"), SEED_MAP / "bericht.csv", SEED_MAP / "codelijst.csv"]:
        shutil.copy(pad, map_)
    _vul_aan(map_ / "bericht.csv", _berichten)
    _vul_aan(map_ / "veld.csv", _velden)
    _vul_aan(map_ / "type.csv", _typen)
    _vul_aan(map_ / "codelijst.csv", _codes)
    return laad_catalogus(map_, map_)


def test_nieuwe_uitgave_wordt_gekeurd_en_geladen_naast_de_oude(catalogus: Catalogus, tmp_path: Path) -> None:
    nieuw = zet(maak(catalogus.bericht("Wmo", "305", UITGAVE), True), "Header/Berichtspecificatie/Code", "418")
    zet(nieuw, "Clienten/Client/StatusAanlevering", "9")
    zet(nieuw, "Clienten/Client/StartProducten/StartProduct/StatusAanlevering", "2")
    oud = maak(catalogus.bericht("Wmo", "305"), True)
    fout = maak(catalogus.bericht("Wmo", "305", UITGAVE), True)
    zet(zet(fout, "Header/BerichtIdentificatie/Identificatie", "F1"), "Clienten/Client/StatusAanlevering", "2")
    (tmp_path / "berichten").mkdir()
    for naam, wortel in (("nieuw", nieuw), ("oud", oud), ("fout", fout)):
        (tmp_path / "berichten" / f"{naam}.xml").write_bytes(etree.tostring(wortel))
    with duckdb.connect() as con:
        maak_schema(con, laad_catalogus())
        samenvatting = laad_berichten(con, tmp_path, PSEUDONIEM, catalogus=catalogus, processen=1)
        (afgekeurd,) = samenvatting.afkeuringen
        assert samenvatting.geladen == 2
        assert afgekeurd.reden == "StatusAanlevering '2' komt niet voor in codelijst PROEF_STATUS_CLIENT"
        koppen = con.execute(
            "SELECT release, bericht_code, bericht_versie, afzender, dagtekening FROM raw.bericht ORDER BY 1"
        ).fetchall()
        assert koppen == [
            ("3.2", "418", "3", "42420001", "2026-03-15"),
            ("9.9", "418", "9", "42420001", "2026-03-15"),
        ]
        rijen = con.execute(
            """
            SELECT c.positie, c.status_aanlevering, p.ouder_positie, p.status_aanlevering, c.client_id = p.client_id
            FROM raw.b305_client c JOIN raw.bericht b USING (bericht_id)
            JOIN raw.b305_start_product p ON p.bericht_id = c.bericht_id AND p.ouder_positie = c.positie
            WHERE b.release = '9.9' ORDER BY 1, p.positie
            """
        ).fetchall()
        assert rijen == [(1, "9", 1, "2", True), (1, "9", 1, "1", True), (2, "1", 2, "1", True), (2, "1", 2, "1", True)]
        # The refused one is recognised by its own header, so that a correction finds it.
        kenmerk = con.execute("SELECT identificatie FROM raw.bestand WHERE status = 'quarantaine'").fetchone()
        assert kenmerk == ("F1",)


@pytest.mark.parametrize(
    ("namespace", "reden"),
    [
        ("http://www.istandaarden.nl/iwmo/2_0/wmo305/schema/2_0", "release 2.0 van iWmo niet ondersteund"),
        ("http://www.istandaarden.nl/iwmo/2_1/wmo305/schema/2_1", "release 2.1 van iWmo niet ondersteund"),
        ("https://www.istandaarden.nl/ijw/1_0/jw301/schema/1_0", "release 1.0 van iJw niet ondersteund"),
        ("http://www.istandaarden.nl/ijw/2_3/jw321/schema/", "release 2.3 van iJw niet ondersteund"),
        ("http://www.istandaarden.nl/ijw/3_0_1/jw301/schema", "release 3.0 van iJw niet ondersteund"),
    ],
)
def test_elke_officiele_namespace_is_een_release(namespace: str, reden: str) -> None:
    """How the namespace is spelled changed with the releases; a message of an old one is no stranger."""
    with pytest.raises(Afkeuring, match=reden):
        Lezer(laad_catalogus(), PSEUDONIEM).lees(f'<x:Bericht xmlns:x="{namespace}"/>'.encode())


@pytest.mark.parametrize("eind", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("code", "bericht"), [("416", "WMO303"), ("418", "WMO305"), ("436", "JW301"), ("999", "berichtcode 999")]
)
def test_bericht_in_de_ei_standaard_heet_zo(code: str, bericht: str, eind: str) -> None:
    ei = eind.join(
        regel.ljust(180)
        for regel in (f"01{code}0200038412345678a1201603101", "02" + "1".zfill(12), "99" + "0" * 18 + "3")
    )
    with pytest.raises(Afkeuring, match=rf"EI-standaard \({bericht}\)"):
        Lezer(laad_catalogus(), PSEUDONIEM).lees(ei.encode("latin-1"))


@pytest.mark.parametrize(
    "inhoud", ["01;2;3", "01" + "4" * 300, "0141602" + "x" * 3000 + "\n" + "9" * 14, "01-02-2026\n"]
)
def test_andere_tekst_heet_geen_ei(inhoud: str) -> None:
    assert ei_reden(inhoud.encode()) is None


def test_uitgave_die_niemand_kent_wordt_niet_geraden(catalogus: Catalogus) -> None:
    lezer = Lezer(catalogus, PSEUDONIEM)
    for uitgave, reden in (("2_0", "release 2.0 van iWmo niet ondersteund"), ("9_8", "release 9.8 van iWmo niet")):
        namespace = f"http://www.istandaarden.nl/iwmo/{uitgave}/wmo305/schema"
        inhoud = etree.tostring(maak(catalogus.bericht("Wmo", "305"), False))
        oud = catalogus.bericht("Wmo", "305").namespace
        with pytest.raises(Afkeuring, match=reden):
            lezer.lees(inhoud.replace(oud.encode(), namespace.encode()))
