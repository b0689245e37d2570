"""What would change: rows by key, values by column, tables that come and go; and nothing stays behind."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from dagster_project import verschil
from dagster_project.verschil import Tabelverschil, regels, schrijf_overzicht, vergelijk


def _knoop(naam: str, *grein: str) -> dict[str, Any]:
    return {"resource_type": "model", "schema": "marts", "name": naam, "config": {"meta": {"grain": list(grein)}}}


MANIFEST = {
    "nodes": {
        "a": _knoop("kpi", "jaar", "gemeente_code"),
        "b": _knoop("zonder"),
        "c": _knoop("gelijk", "n"),
        "d": _knoop("erbij", "n"),
    }
}
OUD = """
    create schema marts; create schema kwaliteit;
    create table marts.kpi as from (values (2025, '0384', 1, 'x'), (2026, null, 2, 'x'), (2024, '0384', 9, null))
        as t (jaar, gemeente_code, n, oude_kolom);
    create table marts.zonder as select 1 as n union all select 1;
    create table marts.gelijk as select 1 as n, 0.1 as m;
    create table marts.vervallen as select 1 as n;
    create table kwaliteit.controle as select 1 as n;
"""
NIEUW = """
    create schema marts; create schema kwaliteit;
    create table marts.kpi as from (values (2025, '0384', 1, 0), (2026, null, 3, 0), (2023, '0384', 9, 0))
        as t (jaar, gemeente_code, n, nieuwe_kolom);
    create table marts.zonder as select 1 as n;
    create table marts.gelijk as select 1 as n, 0.1 as m;
    create table marts.erbij as select 1 as n union all select 2;
    create table marts.vervallen as select 1 as n;
    create table kwaliteit.controle as select 2 as n;
"""
VERWACHT = [
    Tabelverschil("marts.erbij", 0, 2, True, is_nieuw=True),
    Tabelverschil("marts.gelijk", 0, 0, True),
    Tabelverschil("marts.kpi", 1, 1, True, {"n": 1}, ("oude_kolom",), ("nieuwe_kolom",)),
    Tabelverschil("marts.zonder", 1, 0, False),
    Tabelverschil("marts.vervallen", 1, 0, True, is_weg=True),
]


def _magazijn(pad: Path, sql: str) -> Path:
    with duckdb.connect(str(pad)) as con:
        con.execute(sql)
    return pad


def test_vergelijk(tmp_path: Path) -> None:
    gevonden = vergelijk(_magazijn(tmp_path / "a'b.duckdb", OUD), _magazijn(tmp_path / "nieuw.duckdb", NIEUW), MANIFEST)
    assert gevonden == VERWACHT
    tekst = list(regels(gevonden))
    assert tekst[-1] == "4 tabellen worden anders, 1 blijven gelijk."
    assert "    n: in 1 rijen een andere waarde" in tekst and not any("marts.gelijk" in regel for regel in tekst)
    schrijf_overzicht(tmp_path / "v.csv", gevonden)
    csv_regels = (tmp_path / "v.csv").read_text(encoding="utf-8").splitlines()
    assert "marts.kpi;n;andere waarde;1" in csv_regels and "marts.vervallen;;tabel weg;1" in csv_regels


def test_de_opdracht_laat_alles_zoals_het_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _magazijn(tmp_path / "warehouse.duckdb", OUD)
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    waarden = SimpleNamespace(data=tmp_path, warehouse=tmp_path / "warehouse.duckdb", slot=tmp_path / "nacht.slot")
    eerder = waarden.warehouse.read_bytes()

    def bouw(werk: Path) -> list[str]:
        import os

        assert os.environ["PEILSTOK_DATA"] == str(werk)
        with duckdb.connect(str(werk / "warehouse.duckdb")) as con:
            con.execute("create or replace table marts.gelijk as select 1 as n, 0.2 as m")
        return []

    monkeypatch.delenv("PEILSTOK_DATA", raising=False)
    monkeypatch.setattr(verschil, "instellingen", lambda: waarden)
    monkeypatch.setattr(verschil, "compileer", lambda: tmp_path / "manifest.json")
    monkeypatch.setattr(verschil, "bouw", bouw)
    assert verschil.main([]) == 0
    assert "    m: in 1 rijen een andere waarde" in capsys.readouterr().out.splitlines()
    assert waarden.warehouse.read_bytes() == eerder
    assert [pad.name for pad in (tmp_path / "verschil").iterdir()] == ["verschil.csv"]

    def mislukt(werk: Path) -> list[str]:
        raise verschil.DbtMislukt("dbt stopte met een fout")

    monkeypatch.setattr(verschil, "bouw", mislukt)
    assert verschil.main([]) == 1 and not (tmp_path / "verschil" / "warehouse.duckdb").exists()
    waarden.warehouse.unlink()
    assert verschil.main([]) == 1
