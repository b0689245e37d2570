"""How the command ends when a night cannot begin: status 1 and one sentence that says what to do."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project import up
from dagster_project.dokter import onderzoek
from dagster_project.plaatsen import PROJECT
from peilstok.slot import nachtslot

SLEUTEL = "een-sleutel-die-alleen-in-deze-toets-bestaat"


@pytest.fixture
def omgeving(tmp_path: Path) -> dict[str, str]:
    """Settings of a night on an empty landing folder."""
    (tmp_path / "landing" / "berichten").mkdir(parents=True)
    return {
        "PEILSTOK_LANDING": str(tmp_path / "landing"),
        "PEILSTOK_DATA": str(tmp_path / "data"),
        "PEILSTOK_SLEUTEL": SLEUTEL,
    }


@pytest.mark.skipif((PROJECT / ".env").exists(), reason="the developer's own .env has a key")
def test_without_a_key(draai_nacht: Callable, omgeving: dict[str, str]) -> None:
    uitvoer = draai_nacht(**(omgeving | {"PEILSTOK_SLEUTEL": ""}))
    assert uitvoer.status == 1
    assert "PEILSTOK_SLEUTEL ontbreekt" in uitvoer.tekst
    assert not Path(omgeving["PEILSTOK_DATA"]).exists()


def test_wrong_setting(draai_nacht: Callable, omgeving: dict[str, str]) -> None:
    uitvoer = draai_nacht(**(omgeving | {"PEILSTOK_PEILDATUM": "gisteren"}))
    assert uitvoer.status == 1
    assert "PEILSTOK_PEILDATUM" in uitvoer.tekst
    assert "Traceback" not in uitvoer.tekst


def test_second_night_is_refused(draai_nacht: Callable, omgeving: dict[str, str]) -> None:
    with nachtslot(Path(omgeving["PEILSTOK_DATA"]) / "nacht.slot"):
        uitvoer = draai_nacht(**omgeving)
    assert uitvoer.status == 1
    assert "Er draait al een nacht" in uitvoer.tekst
    assert "Traceback" not in uitvoer.tekst
    assert not (Path(omgeving["PEILSTOK_DATA"]) / "warehouse.duckdb").exists()


def test_landing_folder_that_is_not_there(draai_nacht: Callable, omgeving: dict[str, str]) -> None:
    uitvoer = draai_nacht(**(omgeving | {"PEILSTOK_LANDING": "/niet/aangekoppeld"}))
    assert uitvoer.status == 1
    assert "/niet/aangekoppeld" in uitvoer.tekst
    assert SLEUTEL not in uitvoer.tekst


def test_landing_folder_that_became_empty(draai_nacht: Callable, omgeving: dict[str, str]) -> None:
    """A share that is not mounted is an empty folder: the publication must not lose its names and norms to that."""
    data = Path(omgeving["PEILSTOK_DATA"])
    data.mkdir()
    duckdb.connect(str(data / "warehouse.duckdb")).close()
    (Path(omgeving["PEILSTOK_LANDING"]) / "berichten").rmdir()
    uitvoer = draai_nacht(**omgeving)
    assert uitvoer.status == 1
    assert "is leeg" in uitvoer.tekst and "Traceback" not in uitvoer.tekst


def test_up_runs_outside_the_project_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Dagster reads .env from its working folder over the environment: there must be none."""
    gestart: list[tuple[Path, dict[str, str]]] = []
    monkeypatch.setattr(up, "DEMO_MAP", tmp_path)
    monkeypatch.setattr(sys, "argv", ["up", "--demo"])
    monkeypatch.setattr(up, "bewaak", lambda *_, **__: gestart.append((Path.cwd(), dict(os.environ))))
    monkeypatch.chdir(PROJECT)
    oud = dict(os.environ)
    try:
        up.main()
    finally:
        os.environ.clear()
        os.environ.update(oud)
    map_, omgeving = gestart[0]
    assert PROJECT not in (map_, *map_.parents) or not (map_ / ".env").exists()
    assert map_ == tmp_path / "dagster"
    assert str(PROJECT) in omgeving["PYTHONPATH"].split(os.pathsep)
    assert omgeving["PEILSTOK_DATA"] == str(tmp_path)


def test_doctor(omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    oordelen = list(onderzoek(tmp_path))
    assert not [oordeel for oordeel in oordelen if oordeel.ernst == "fout"]
    monkeypatch.setenv("PEILSTOK_LANDING", str(tmp_path / "nergens"))
    monkeypatch.setenv("PEILSTOK_SLEUTEL", "")
    monkeypatch.setenv("PEILSTOK_SLUETEL", "x")
    oordelen = list(onderzoek(tmp_path))
    assert len([oordeel for oordeel in oordelen if oordeel.ernst == "fout"]) == 2
    assert any("PEILSTOK_SLUETEL" in oordeel.tekst and "PEILSTOK_SLEUTEL?" in oordeel.tekst for oordeel in oordelen)
    assert not any(SLEUTEL in oordeel.tekst for oordeel in oordelen)


def test_doctor_sees_a_ledger_from_the_future(
    omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    verloop = Path(omgeving["PEILSTOK_DATA"]) / "verloop"
    verloop.mkdir(parents=True)
    (verloop / "bevinding_2999-01-01.parquet").touch()
    assert any("bevinding_2999-01-01.parquet" in oordeel.tekst for oordeel in onderzoek(tmp_path))


def test_doctor_after_a_night(demo_nacht, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEILSTOK_LANDING", str(demo_nacht.landing))
    monkeypatch.setenv("PEILSTOK_DATA", str(demo_nacht.data))
    monkeypatch.setenv("PEILSTOK_SLEUTEL", SLEUTEL)
    teksten = [f"{oordeel.ernst}: {oordeel.tekst}" for oordeel in onderzoek(demo_nacht.data)]
    assert any(tekst.startswith("goed: De laatste geslaagde nacht") for tekst in teksten)
    assert any(tekst.startswith("fout: ") and "andere" in tekst for tekst in teksten)


def test_doctor_sees_that_nothing_arrives(
    omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    data = Path(omgeving["PEILSTOK_DATA"])
    data.mkdir()
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute("create schema marts")
        con.execute(
            "create table marts.fct_bericht as"
            " select 'Jw' as wet, '301' as berichttype, '0384' as afzender, date '2026-06-01' as dagtekening"
        )

    def gezien(kennisdatum: str) -> bool:
        monkeypatch.setenv("PEILSTOK_KENNISDATUM", kennisdatum)
        return any("nieuwste bericht is van 01-06-2026" in oordeel.tekst for oordeel in onderzoek(tmp_path))

    assert not gezien("2026-06-15")
    assert gezien("2026-06-16")


def test_doctor_sees_where_messages_are_missing(
    omgeving: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for naam, waarde in omgeving.items():
        monkeypatch.setenv(naam, waarde)
    data = Path(omgeving["PEILSTOK_DATA"])
    data.mkdir()
    with duckdb.connect(str(data / "warehouse.duckdb")) as con:
        con.execute("""
            create schema marts;
            create table marts.dim_gemeente as select '0384' as gemeente_code, 'Diemen' as gemeente_naam;
            create table marts.dim_dekking as
            select wet, gemeente_code, date '2025-01-01' as maand, false as is_gedekt, vanaf as dekking_vanaf
            from (values ('Jw', '0384', date '2025-03-01'), ('Jw', 'ALLE', date '2025-03-01'), ('Wmo', '0384', null))
                as v (wet, gemeente_code, vanaf);
        """)
    assert [oordeel.tekst for oordeel in onderzoek(tmp_path) if "ontbreken berichten" in oordeel.tekst] == [
        "Jw, Diemen: cijfers vanaf maart 2025; daarvoor ontbreken berichten.",
        "Wmo, Diemen: van elke maand ontbreken berichten.",
    ]
