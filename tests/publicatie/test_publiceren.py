"""Publishing: deny by default, swapped in as a whole, and nothing when nothing changed."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

import peilstok.publicatie.publiceren as publiceren
from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import PublicatieFout, meld_niet_vernieuwd, publiceer
from peilstok.publicatie.toegestaan import ManifestFout, lees_toegestaan
from peilstok.rapport.tabelbestand import lees_csv
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, een_pagina, schrijf_manifest


class Huis:
    """A warehouse with passed checks, its manifest and a place to publish."""

    def __init__(self, map_: Path) -> None:
        self.warehouse = bouw_warehouse(map_ / "warehouse.duckdb")
        self.publicatie = map_ / "publicatie"
        self.plek = self.publicatie / "datateam"
        self.controles()
        self.manifest = schrijf_manifest(map_ / "manifest.json", self.warehouse)

    def controles(self, *, geslaagd: bool = True) -> None:
        controle = Controle(
            "grens_raw", "sleutel_uniek", "raw.bericht", "", "blokkerend", geslaagd, 20, int(not geslaagd)
        )
        with duckdb.connect(str(self.warehouse)) as con:
            bewaar_controles(con, [controle], PEILDATUM)

    def sql(self, opdracht: str) -> None:
        with duckdb.connect(str(self.warehouse)) as con:
            con.execute(opdracht)

    def publiceer(self) -> Any:
        return publiceer(self.warehouse, self.publicatie, self.manifest)

    def versies(self) -> set[str]:
        return {p.name for p in (self.publicatie / ".versies").iterdir()}


@pytest.fixture
def huis(tmp_path: Path) -> Huis:
    return Huis(tmp_path)


@pytest.fixture
def zonder_site(huis: Huis, monkeypatch: pytest.MonkeyPatch) -> Huis:
    """A house whose site is one empty page, for what is not about the pages."""

    monkeypatch.setattr(publiceren, "schrijf_site", een_pagina)
    return huis


@pytest.fixture
def kaal(zonder_site: Huis) -> Huis:
    """And that publishes a few tables, for what is about the folder and not about what is in it."""
    huis = zonder_site
    manifest = json.loads(huis.manifest.read_text(encoding="utf-8"))
    for knoop in manifest["nodes"].values():
        if re.match("(kpi(?!_doorlooptijd)|geval|pagina|spreiding)_", knoop["name"]):
            knoop["config"]["meta"].pop("doelgroepen", None)
    huis.manifest.write_text(json.dumps(manifest), encoding="utf-8")
    return huis


def _kolommen(database: Path) -> set[tuple[str, str]]:
    with duckdb.connect(str(database), read_only=True) as con:
        return set(
            con.execute(
                "select table_schema || '.' || table_name, column_name from information_schema.columns"
            ).fetchall()
        )


def test_alleen_wat_gemerkt_is_gaat_naar_buiten(huis: Huis) -> None:
    samenvatting = huis.publiceer()
    kolommen = _kolommen(huis.plek / "peilstok.duckdb")
    assert ("marts.dim_aanbieder", "aanbieder_naam") in kolommen
    assert ("marts.dim_aanbieder", "contactpersoon") not in kolommen
    assert not any(tabel in {"marts.fct_toewijzing", "raw.bericht", "raw.bestand"} for tabel, _ in kolommen)
    assert samenvatting.tabellen["marts.dim_aanbieder"] == 12
    assert {p.stem for p in (huis.plek / "parquet").iterdir()} == {t.split(".")[1] for t in samenvatting.tabellen}
    for bestand in huis.plek.rglob("*"):
        assert not bestand.is_file() or b"Piet Puk" not in bestand.read_bytes(), bestand.name
    assert samenvatting.index.is_file()
    assert (huis.plek / "kwaliteit" / "controle.csv").is_file()


def test_publicatie_is_voor_haar_lezers(huis: Huis) -> None:
    def rechten() -> set[str]:
        paden = (huis.publicatie, *huis.publicatie.rglob("*"))
        return {oct(pad.stat().st_mode) + f" {pad.stat().st_gid}" for pad in paden if not pad.is_symlink()}

    groep = os.getegid()
    huis.publiceer()
    assert rechten() == {f"0o40700 {groep}", f"0o100600 {groep}"}
    # the same content, for a group since
    gewijzigd = publiceer(huis.warehouse, huis.publicatie, huis.manifest, lezers=groep).gewijzigd
    assert not gewijzigd and rechten() == {f"0o40750 {groep}", f"0o100640 {groep}"}
    meld_niet_vernieuwd(huis.publicatie, date(2026, 7, 16), "Toets.", lezers=groep)
    assert rechten() == {f"0o40750 {groep}", f"0o100640 {groep}"}


def test_een_tekst_geeft_geen_recht_en_een_ander_schema_evenmin(huis: Huis) -> None:
    inhoud = json.loads(huis.manifest.read_text(encoding="utf-8"))
    for node in inhoud["nodes"].values():
        node["config"]["meta"]["doelgroepen"] = "datateam"
    inhoud["nodes"]["model.x"] = {
        "resource_type": "model",
        "schema": "raw",
        "name": "bericht",
        "config": {"meta": {"doelgroepen": ["datateam"]}},
        "columns": {"afzender": {"name": "afzender", "meta": {"doelgroepen": ["datateam"]}}},
    }
    huis.manifest.write_text(json.dumps(inhoud), encoding="utf-8")
    assert {t.split(".")[0] for t in huis.publiceer().tabellen} == {"kwaliteit"}


def test_dictionary_noemt_elke_kolom(zonder_site: Huis) -> None:
    zonder_site.publiceer()
    rijen = lees_csv(zonder_site.plek / "dictionary.csv")
    assert {(r["tabel"], r["kolom"]) for r in rijen if r["kolom"]} == _kolommen(zonder_site.plek / "peilstok.duckdb")
    assert all(r["omschrijving"] for r in rijen)
    plekken = next(r for r in rijen if r["kolom"] == "plekken_ytd")
    assert (plekken["type"], plekken["eenheid"], plekken["definitie"]) == ("DOUBLE", "n", "K002-01")


def test_dictionary_zegt_hoe_een_tabel_telt_en_welke_keuzes_gelden(zonder_site: Huis) -> None:
    zonder_site.sql("create table marts.dim_parameter as select 'dagen_per_maand' as parameter, '30.4375' as waarde")
    inhoud = json.loads(zonder_site.manifest.read_text(encoding="utf-8"))
    marts = {"doelgroepen": ["datateam"]}
    kolommen = {naam: {"name": naam, "config": {"meta": marts}} for naam in ("parameter", "waarde")}
    inhoud["nodes"]["model.peilstok.dim_parameter"] = {
        "resource_type": "model",
        "schema": "marts",
        "name": "dim_parameter",
        "config": {"meta": marts},
        "columns": kolommen,
    }
    inhoud["nodes"]["model.peilstok.kpi_doorlooptijd"]["config"]["meta"] |= {
        "definitie": "K001-12",
        "formule": "Einde min begin.",
        "let_op": ["Telt toewijzingen.", "Niet optellen."],
        "keuzes": ["dagen_per_maand", "bestaat_niet"],
    }
    zonder_site.manifest.write_text(json.dumps(inhoud), encoding="utf-8")
    zonder_site.publiceer()
    rijen = {r["tabel"]: r for r in lees_csv(zonder_site.plek / "dictionary.csv") if not r["kolom"]}
    rij = rijen["marts.kpi_doorlooptijd"]
    assert (rij["definitie"], rij["formule"], rij["let_op"], rij["keuzes"]) == (
        "K001-12",
        "Einde min begin.",
        "Telt toewijzingen. Niet optellen.",
        "dagen_per_maand = 30.4375; bestaat_niet = onbekend",
    )


def test_gelijke_inhoud_wordt_niet_gewisseld(kaal: Huis) -> None:
    assert kaal.publiceer().gewijzigd
    versie = kaal.plek.readlink()
    # The same rows in another physical order are the same content.
    kaal.sql("create or replace table marts.kpi_termijn as select * from marts.kpi_termijn order by hash(maand)")
    assert not kaal.publiceer().gewijzigd
    assert kaal.plek.readlink() == versie
    kaal.sql("delete from marts.kpi_doorlooptijd where jaar = 2025")
    assert kaal.publiceer().gewijzigd


def test_wat_niet_veranderde_wordt_niet_opnieuw_geschreven(kaal: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    gemaakt: list[Path] = []
    schrijf = publiceren.schrijf_site

    def tel(bron: Path, bouw: Path, **overig: Any) -> None:
        gemaakt.append(bouw)
        schrijf(bron, bouw, **overig)

    monkeypatch.setattr(publiceren, "schrijf_site", tel)
    eerst = kaal.publiceer()
    weer = kaal.publiceer()
    assert len(gemaakt) == 1 and not weer.gewijzigd
    assert (weer.tabellen, weer.partijen, weer.index) == (eerst.tabellen, eerst.partijen, eerst.index)
    # other words, or another program
    publiceer(kaal.warehouse, kaal.publicatie, kaal.manifest, versie="2")
    assert len(gemaakt) == 2
    # a folder that is not as it was left
    publiceer(kaal.warehouse, kaal.publicatie, kaal.manifest, versie="2")
    assert len(gemaakt) == 2
    meld_niet_vernieuwd(kaal.publicatie, PEILDATUM, "De nacht is mislukt.")
    publiceer(kaal.warehouse, kaal.publicatie, kaal.manifest, versie="2")
    assert len(gemaakt) == 3
    kaal.sql("delete from marts.kpi_doorlooptijd where jaar = 2025")
    publiceer(kaal.warehouse, kaal.publicatie, kaal.manifest, versie="2")
    assert len(gemaakt) == 4


def test_na_een_mislukte_map_wordt_alles_weer_geprobeerd(kaal: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    def mislukt(*_: object) -> None:
        raise OSError("vol")

    with monkeypatch.context() as stuk:
        stuk.setattr(publiceren, "bescherm", mislukt)
        assert kaal.publiceer().niet_vernieuwd
    assert not (kaal.publicatie / ".stand.json").exists()


def test_lezer_houdt_zijn_versie_en_de_voorlaatste_verdwijnt(kaal: Huis) -> None:
    kaal.publiceer()
    eerste = kaal.plek.resolve()
    with duckdb.connect(str(kaal.plek / "peilstok.duckdb"), read_only=True) as lezer:
        kaal.sql("delete from marts.kpi_doorlooptijd where jaar = 2025")
        kaal.publiceer()
        assert lezer.execute("select count(distinct jaar) from marts.kpi_doorlooptijd").fetchone() == (2,)
    tweede = kaal.plek.resolve()
    assert kaal.versies() == {eerste.name, tweede.name}
    kaal.sql("delete from marts.kpi_doorlooptijd")
    kaal.publiceer()
    assert kaal.versies() == {tweede.name, kaal.plek.resolve().name}


@pytest.mark.parametrize("stap", ["schrijf_dictionary", "schrijf_site", "versie_naam", "stel_in_gebruik"])
def test_stilvallen_laat_de_oude_publicatie_heel(kaal: Huis, monkeypatch: pytest.MonkeyPatch, stap: str) -> None:
    kaal.publiceer()
    voor = kaal.plek.resolve()
    kaal.sql("delete from marts.kpi_doorlooptijd")

    def val_stil(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stuk:
        stuk.setattr(publiceren, stap, val_stil)
        # A killed process does not tidy up either.
        stuk.setattr(publiceren.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            kaal.publiceer()
    assert kaal.plek.resolve() == voor
    assert any(naam.startswith(".bouw-") for naam in kaal.versies())
    (kaal.publicatie / ".wissel-datateam").symlink_to("nergens")
    assert kaal.publiceer().gewijzigd
    assert kaal.versies() == {voor.name, kaal.plek.resolve().name}
    assert not (kaal.publicatie / ".wissel-datateam").is_symlink()


def test_iets_anders_op_de_plaats_wordt_geweigerd(huis: Huis) -> None:
    huis.plek.mkdir(parents=True)
    (huis.plek / "eigen.txt").write_text("van iemand", encoding="utf-8")
    with pytest.raises(PublicatieFout, match="staat al een bestand of map"):
        huis.publiceer()
    assert (huis.plek / "eigen.txt").read_text(encoding="utf-8") == "van iemand"


def test_een_blok_dat_zijn_kolom_mist_houdt_de_publicatie_tegen(kaal: Huis) -> None:
    """It would fall off the page without a word."""
    kaal.publiceer()
    voor = kaal.plek.readlink()
    nodes = json.loads(kaal.manifest.read_text(encoding="utf-8"))
    del nodes["nodes"]["model.peilstok.kpi_verwijzer"]["columns"]["clienten_ytd"]
    kaal.manifest.write_text(json.dumps(nodes), encoding="utf-8")
    with pytest.raises(PublicatieFout, match=r"volume \w+: marts\.kpi_verwijzer\.clienten_ytd"):
        kaal.publiceer()
    assert kaal.plek.readlink() == voor


def test_zonder_geslaagde_controles_geen_publicatie(kaal: Huis) -> None:
    kaal.publiceer()
    voor = kaal.plek.readlink()
    kaal.controles(geslaagd=False)
    with pytest.raises(PublicatieFout, match=r"sleutel_uniek \(raw\.bericht\)"):
        kaal.publiceer()
    kaal.controles()
    kaal.sql("update raw.instelling set peildatum = date '2026-07-15'")
    with pytest.raises(PublicatieFout, match="peildatum"):
        kaal.publiceer()
    kaal.sql("drop table kwaliteit.controle")
    with pytest.raises(PublicatieFout, match="geen controles"):
        kaal.publiceer()
    assert kaal.plek.readlink() == voor


def test_gemerkte_kolom_die_ontbreekt_en_kapot_manifest(kaal: Huis) -> None:
    kaal.sql("alter table marts.kpi_doorlooptijd drop column voorlopig")
    with pytest.raises(PublicatieFout, match=r"marts\.kpi_doorlooptijd"):
        kaal.publiceer()
    kaal.manifest.write_text("{", encoding="utf-8")
    with pytest.raises(ManifestFout, match=r"manifest\.json"):
        kaal.publiceer()


def test_kolommen_volgen_hun_tabel(tmp_path: Path) -> None:
    """But not one that names other audiences, or none."""
    kolommen = {
        "maand": {"name": "maand"},
        "intern": {"name": "intern", "config": {"meta": {"doelgroepen": ["beheer"]}}},
        "niemand": {"name": "niemand", "config": {"meta": {"doelgroepen": []}}},
    }
    knoop = {
        "resource_type": "model",
        "schema": "marts",
        "name": "geval_x",
        "config": {"meta": {"doelgroepen": ["datateam"]}},
        "columns": kolommen,
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"nodes": {"model.x": knoop}}), encoding="utf-8")
    tabellen = [t for t in lees_toegestaan(tmp_path / "manifest.json", "datateam") if t.naam == "geval_x"]
    assert [k.naam for t in tabellen for k in t.kolommen] == ["maand"]
