"""A night that was not published says so on what stands, without touching what a reader has open."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

import duckdb
import pytest

import peilstok.publicatie.melding as melding
from expectations.controle import Controle
from expectations.uitvoeren import bewaar_controles
from peilstok.publicatie import meld_niet_vernieuwd, publiceer
from peilstok.rapport import Melding, zet_melding
from tests.publicatie.wereld import PEILDATUM, bouw_warehouse, schrijf_manifest

NACHT = date(2026, 7, 16)
REDEN = "Een controle hield de cijfers tegen."


class Huis:
    """A warehouse that passed its checks, published for the data team, or for others as well."""

    def __init__(self, map_: Path, partijen: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
        self.warehouse = bouw_warehouse(map_ / "warehouse.duckdb")
        with duckdb.connect(str(self.warehouse)) as con:
            bewaar_controles(con, [Controle("grens_raw", "a", "raw.bericht", "", "blokkerend", True, 1, 0)], PEILDATUM)
        self.manifest = schrijf_manifest(map_ / "manifest.json", self.warehouse, partijen=partijen)
        self.publicatie = map_ / "publicatie"
        self.plek = self.publicatie / "datateam"

    def publiceer(self) -> bool:
        return publiceer(self.warehouse, self.publicatie, self.manifest).gewijzigd

    def paginas(self) -> dict[str, str]:
        """All but the letters, which go to somebody else."""
        inhoud = {p.relative_to(self.plek).as_posix(): p.read_text(encoding="utf-8") for p in self.plek.rglob("*.html")}
        return {naam: tekst for naam, tekst in inhoud.items() if "<body data-zonder-melding>" not in tekst}


@pytest.fixture(scope="module")
def gepubliceerd(tmp_path_factory: pytest.TempPathFactory) -> Huis:
    """Published once: a test gets a copy."""
    huis = Huis(tmp_path_factory.mktemp("gepubliceerd"))
    huis.publiceer()
    return huis


@pytest.fixture
def huis(gepubliceerd: Huis, tmp_path: Path) -> Huis:
    huis = Huis(tmp_path)
    shutil.copytree(gepubliceerd.publicatie, huis.publicatie, symlinks=True)
    return huis


def test_elke_pagina_zegt_bovenaan_sinds_wanneer_en_waarom(huis: Huis) -> None:
    voor = huis.paginas()
    assert meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN) == ["datateam"]
    na = huis.paginas()
    assert na.keys() == voor.keys() and len(na) > 4
    for naam, tekst in na.items():
        kop = tekst[tekst.index("<body") :][:1200]
        assert "Deze cijfers zijn niet vernieuwd sinds 14-07-2026." in kop, naam
        assert "De nacht van 16-07-2026 is niet gepubliceerd. Een controle hield de cijfers tegen." in kop, naam
        assert kop.index("niet vernieuwd") < min(kop.index(tag) for tag in ("<header", "<a ") if tag in kop), naam
    with duckdb.connect(str(huis.plek / "peilstok.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from marts.kpi_termijn").fetchone() != (0,)
    assert (huis.plek / "kwaliteit" / "controle.csv").is_file()


def test_een_lezer_houdt_wat_hij_open_had(huis: Huis) -> None:
    oud = huis.plek.resolve()
    bytes_voor = {p: p.read_bytes() for p in oud.rglob("*") if p.is_file()}
    meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    assert huis.plek.resolve() != oud
    assert {p: p.read_bytes() for p in oud.rglob("*") if p.is_file()} == bytes_voor


def test_een_volgende_nacht_vervangt_de_melding_en_zegt_nog_steeds_sinds_wanneer(huis: Huis) -> None:
    meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    eerste = huis.plek.resolve()
    # The same night once more changes nothing.
    meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    assert huis.plek.resolve() == eerste
    meld_niet_vernieuwd(huis.publicatie, date(2026, 7, 17), "Nu iets anders.")
    for tekst in huis.paginas().values():
        assert tekst.count("<aside") == 1
        assert "sinds 14-07-2026" in tekst and "17-07-2026" in tekst and "16-07-2026" not in tekst


def test_na_een_goede_nacht_is_de_melding_weg(huis: Huis) -> None:
    voor, versie = huis.paginas(), huis.plek.resolve()
    meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    assert huis.publiceer()
    assert huis.paginas() == voor and huis.plek.resolve() == versie
    # Also when the version without notice is gone.
    for dag in (16, 17):
        meld_niet_vernieuwd(huis.publicatie, date(2026, 7, dag), REDEN)
    assert not versie.exists()
    assert huis.publiceer()
    assert huis.paginas() == voor


def test_elke_doelgroep_behalve_wie_vernieuwd_is(tmp_path: Path) -> None:
    huis = Huis(tmp_path, {"meting": ["aanbieder"]})
    huis.publiceer()
    (huis.publicatie / "eigen").mkdir()
    gemeld = meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN, behalve={"datateam"})
    assert "aanbieder/73730001" in gemeld and "datateam" not in gemeld
    map_ = huis.publicatie / "aanbieder" / "73730001"
    assert "niet vernieuwd" in (map_ / "index.html").read_text(encoding="utf-8")
    assert not any("niet vernieuwd" in tekst for tekst in huis.paginas().values())
    # the list of files is that of the pages as they are now
    lijst = json.loads((map_ / "MANIFEST.json").read_text(encoding="utf-8"))["bestanden"]
    assert lijst["index.html"]["sha256"] == hashlib.sha256((map_ / "index.html").read_bytes()).hexdigest()


def test_zonder_publicatie_is_er_niets_te_melden(tmp_path: Path) -> None:
    assert meld_niet_vernieuwd(tmp_path / "publicatie", NACHT, REDEN) == []


def test_stilvallen_laat_de_publicatie_heel(huis: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    voor, versie = huis.paginas(), huis.plek.resolve()

    def val_stil(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stuk:
        stuk.setattr(melding, "stel_in_gebruik", val_stil)
        with pytest.raises(KeyboardInterrupt):
            meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    assert huis.plek.resolve() == versie and huis.paginas() == voor


def test_een_schijf_zonder_harde_koppelingen(huis: Huis, monkeypatch: pytest.MonkeyPatch) -> None:
    def kan_niet(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", kan_niet)
    meld_niet_vernieuwd(huis.publicatie, NACHT, REDEN)
    assert (huis.plek / "peilstok.duckdb").stat().st_nlink == 1
    assert "niet vernieuwd" in huis.paginas()["index.html"]


def test_melding_is_tekst_en_geen_opmaak() -> None:
    pagina = zet_melding("<html><body class=x>\n<p>a</p></body></html>", Melding(None, NACHT, "<script>x</script>"))
    assert "<script>" not in pagina and "&lt;script&gt;" in pagina
    assert "Deze cijfers zijn niet vernieuwd.</strong>" in pagina
    assert pagina.index("<body class=x>") < pagina.index("<aside") < pagina.index("<p>a</p>")
    brief = "<html><body class=x data-zonder-melding><p>a</p></body></html>"
    assert zet_melding(brief, Melding(None, NACHT, "x")) == brief
    assert zet_melding("geen pagina", Melding(None, NACHT, "x")) == "geen pagina"
