"""The loop of one model: what changed is built, with what comes between, and the rows that differ are shown."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from dagster_project.model import ModelFout, bouw, open_werk, vergelijk
from tests.dbt.kies import gaat_over
from tests.dbt.magazijn import Magazijn, Project, gestart, start, toegewezen, toewijzing


@pytest.fixture
def con(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """Raw with one toewijzing that was started, nothing built."""
    magazijn = Magazijn(project).draai(
        [toewijzing("T1", "2024-12-16", toegewezen()), start("S1", "2025-01-06", gestart())]
    )
    with magazijn.con as verbinding:
        yield verbinding


def _namen(gebouwd: list[Any]) -> set[str]:
    return {knoop["name"] for knoop in gebouwd}


def test_alleen_wat_veranderde_en_wat_erna_komt(
    project: Project, con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    stand = tmp_path / "stand.json"
    gebouwd, verschil = bouw(con, project.manifest, "fct_levering", stand)
    assert {"stg_bericht", "int_levering", "fct_levering", "parameter"} <= _namen(gebouwd)
    assert "kpi_uitval" not in _namen(gebouwd) and verschil is None
    gebouwd, verschil = bouw(con, project.manifest, "fct_levering", stand)
    assert gebouwd == [] and verschil is not None and (verschil.weg, verschil.nieuw) == (0, 0)

    manifest = deepcopy(project.manifest)
    knoop = manifest["nodes"]["model.peilstok.int_levering"]
    knoop["compiled_code"] = f"select * from ({knoop['compiled_code']}) where false"
    gebouwd, verschil = bouw(con, manifest, "fct_levering", stand)
    assert {"int_levering", "fct_levering"} <= _namen(gebouwd) and "stg_bericht" not in _namen(gebouwd)
    assert verschil is not None and (verschil.weg, verschil.nieuw) == (1, 0)
    assert [teken for teken, _ in verschil.rijen] == ["-"]
    assert dict(zip(verschil.kolommen, verschil.rijen[0][1], strict=True))["toewijzingnummer"] == "1"


def test_na_een_fout_wordt_alles_gebouwd_wat_nog_niet_klaar_was(
    project: Project, con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Also what is again as it was, when what it reads is not."""
    stand = tmp_path / "stand.json"
    bouw(con, project.manifest, "fct_levering", stand)
    manifest = deepcopy(project.manifest)
    for naam, sql in (
        ("stg_start_product", "select * from ({}) where false"),
        ("int_levering", "select nergens -- {}"),
    ):
        knoop = manifest["nodes"][f"model.peilstok.{naam}"]
        oud, knoop["compiled_code"] = knoop["compiled_code"], sql.format(knoop["compiled_code"])
    with pytest.raises(duckdb.Error):
        bouw(con, manifest, "fct_levering", stand)
    manifest["nodes"]["model.peilstok.int_levering"]["compiled_code"] = oud
    gebouwd, verschil = bouw(con, manifest, "fct_levering", stand)
    assert {"int_levering", "fct_levering"} <= _namen(gebouwd) and "stg_bericht" not in _namen(gebouwd)
    assert verschil is not None and (verschil.weg, verschil.nieuw) == (1, 0)


def test_een_view_die_een_tabel_wordt(project: Project, con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    manifest = deepcopy(project.manifest)
    for soort in ("table", "view", "table"):
        manifest["nodes"]["model.peilstok.stg_bericht"]["config"]["materialized"] = soort
        gebouwd, _ = bouw(con, manifest, "stg_bericht", tmp_path / "stand.json")
        assert "stg_bericht" in _namen(gebouwd)


def test_kolommen_en_dubbele_rijen_tellen_mee() -> None:
    with duckdb.connect() as con:
        con.execute("create table oud as select 1 as a, 'x' as b, 9 as weg union all select 1, 'x', 9")
        con.execute("create table nu as select 1 as a, 'x' as b, null as erbij union all select 2, null, null")
        verschil = vergelijk(con, "oud", "nu")
    assert (verschil.kolommen, verschil.kolommen_weg, verschil.kolommen_nieuw) == (("a", "b"), ("weg",), ("erbij",))
    assert (verschil.weg, verschil.nieuw) == (1, 1)
    assert verschil.rijen == (("-", ("1", "x")), ("+", ("2", "")))


def test_de_kopie_volgt_de_demo(tmp_path: Path, project: Project) -> None:
    demo, werk = tmp_path / "demo.duckdb", tmp_path / "werk"
    with pytest.raises(ModelFout, match="make demo"):
        open_werk(demo, werk)
    for waarde in (1, 2):
        with duckdb.connect(str(demo)) as con:
            con.execute(f"create or replace table a as select {waarde} as b")
        with open_werk(demo, werk) as con:
            assert con.execute("select b from a").fetchall() == [(waarde,)]
            con.execute("create or replace table a as select 7 as b")
        with open_werk(demo, werk) as con:
            assert con.execute("select b from a").fetchall() == [(7,)]
    with duckdb.connect() as con, pytest.raises(ModelFout, match="geen model 'kpi_niets'"):
        bouw(con, project.manifest, "kpi_niets", tmp_path / "stand.json")


def test_make_toets_kiest_wat_over_het_model_gaat(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> None:
    from tests.dbt.kies import gaat_over

    alle = request.session.items
    unittests = [item for item in alle if item.name == "test_unittest[uitval_met_varianten]"]
    assert all(gaat_over(item, "kpi_uitval", frozenset({"uitval_met_varianten"})) for item in unittests)
    assert not any(gaat_over(item, "kpi_uitval", frozenset()) for item in unittests)
    assert gaat_over(request.node, "kpi_uitval", frozenset())
    assert not gaat_over(request.node, "kpi" + "_verwijzer", frozenset())


@pytest.mark.parametrize(
    ("geval", "hoort"),
    [
        (SimpleNamespace(regel="OP271"), True),
        (SimpleNamespace(regel="OP272"), False),
        ("kpi_uitval", True),
        ("b", False),
    ],
)
def test_toets_kiest_een_test_om_zijn_regel_of_om_wat_hij_noemt(geval: object, hoort: bool) -> None:
    item: Any = SimpleNamespace(name="test_x[0]", callspec=SimpleNamespace(params={"geval": geval}))
    assert gaat_over(item, "kpi_uitval", frozenset({"OP271"})) is hoort
