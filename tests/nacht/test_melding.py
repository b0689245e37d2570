"""A night that fails says so on what stands published, unless that was renewed before it failed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import duckdb
import pytest

import dagster_project.melding as melding
import dagster_project.nachtbron as nachtbron
from dagster_project.assets.kwaliteit import CONTROLE, POORT
from dagster_project.assets.publicatie import DATATEAM
from dagster_project.definitions import defs
from dagster_project.melding import meld_mislukte_nacht, reden_van_blokkades
from peilstok.instellingen import InstellingFout

KAPOT = "Elke combinatie komt een keer voor; niets telt dubbel."


class Bus(list[str]):
    """The reason of every notice."""

    def meld(self, publicatie: Path, nacht_van: date, reden: str, *, lezers: int | None) -> list[str]:
        assert nacht_van == date(2026, 7, 16)
        self.append(reden)
        return ["datateam"]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Bus:
    gemeld = Bus()
    monkeypatch.setattr(melding, "meld_niet_vernieuwd", gemeld.meld)
    return gemeld


def _draai(map_: Path, *assets: dg.AssetsDefinition) -> bool:
    with duckdb.connect(str(map_ / "warehouse.duckdb")) as con:
        con.execute(f"""
            create schema kwaliteit;
            create table kwaliteit.controle as
            select 'grens_marts' as suite, 'sleutel_uniek' as naam, 'marts.x' as tabel, '' as kolom
                , 'blokkerend' as ernst, 'niet geslaagd' as status, 5 as beoordeeld_aantal, 2 as afwijkend_aantal
                , '{KAPOT}' as toelichting;
        """)
    waarden = SimpleNamespace(
        warehouse=map_ / "warehouse.duckdb", publicatie=map_ / "publicatie", peildatum=date(2026, 7, 16), lezers=None
    )
    definities = dg.Definitions(
        assets=assets,
        jobs=[dg.define_asset_job("proef", hooks={meld_mislukte_nacht}, executor_def=dg.in_process_executor)],
        resources={"nacht": dg.ResourceDefinition.hardcoded_resource(SimpleNamespace(instellingen=waarden))},
    )
    return definities.resolve_job_def("proef").execute_in_process(raise_on_error=False).success


@dg.asset(key=DATATEAM, deps=[CONTROLE])
def publicatie() -> None:
    """Published."""


def test_een_blokkerende_controle_staat_met_haar_eigen_woorden_op_de_publicatie(tmp_path: Path, bus: Bus) -> None:
    @dg.asset(key=CONTROLE, check_specs=[dg.AssetCheckSpec(POORT, asset=CONTROLE, blocking=True)])
    def controle() -> dg.MaterializeResult:  # type: ignore[type-arg]
        return dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name=POORT, passed=False)])

    assert not _draai(tmp_path, controle, publicatie)
    assert bus == [f"Een controle hield de cijfers tegen, want dit klopt niet: {KAPOT}"]


def test_een_stap_die_omvalt_zegt_welk_deel_niet_lukte_en_niet_waarom(tmp_path: Path, bus: Bus) -> None:
    @dg.asset(key=["raw", "berichten"])
    def berichten() -> None:
        raise ValueError("een waarde uit een bericht")

    assert not _draai(tmp_path, berichten)
    assert bus == ["De aangeleverde bestanden konden niet volledig worden ingelezen."]


def test_wat_al_vernieuwd_is_krijgt_geen_melding(tmp_path: Path, bus: Bus) -> None:
    """The publication itself said who was not."""

    @dg.asset(key=CONTROLE)
    def controle() -> None:
        """Passed."""

    @dg.asset(key=["verzending", "mail"], deps=[DATATEAM])
    def mail() -> None:
        raise ConnectionError

    assert not _draai(tmp_path, controle, publicatie, mail)
    assert bus == []


def test_een_goede_nacht_meldt_niets_en_de_nacht_heeft_de_melder(tmp_path: Path, bus: Bus) -> None:
    @dg.asset(key=CONTROLE)
    def controle() -> None:
        """Passed."""

    assert _draai(tmp_path, controle, publicatie)
    assert bus == []
    assert meld_mislukte_nacht in defs.resolve_job_def("nacht").hook_defs


def test_een_landingsmap_die_weg_is_komt_ook_op_de_publicatie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, waarde in {"LANDING": "weg", "DATA": "data", "PEILDATUM": "2026-07-16", "SLEUTEL": "s" * 40}.items():
        monkeypatch.setenv(f"PEILSTOK_{naam}", str(tmp_path / waarde) if naam in ("LANDING", "DATA") else waarde)
    gemeld = Bus()
    monkeypatch.setattr(nachtbron, "meld_niet_vernieuwd", gemeld.meld)
    with pytest.raises(InstellingFout), nachtbron.Nacht().yield_for_execution(dg.build_init_resource_context()):
        raise AssertionError("the night began")
    assert gemeld == ["De map met aangeleverde bestanden was niet bereikbaar, of leeg."]


def test_meer_controles_worden_geteld() -> None:
    assert reden_van_blokkades(["A.", "B.", "A."]) == (
        "2 controles hielden de cijfers tegen, want onder meer dit klopt niet: A."
    )
