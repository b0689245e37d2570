"""The unit tests beside the models, in memory and as strict as dbt, whose own run of them (tests/nacht, `make
test-all`) needs the tables of a night."""

from __future__ import annotations

import csv
import json
from typing import Any

import duckdb
import pytest
import yaml

from tests.dbt.magazijn import DBT, Magazijn, Project


def _namen() -> list[str]:
    """Of all unit tests, from the yml: collecting them may not wait for dbt."""
    paden = sorted((DBT / "models").rglob("*.yml"))
    inhoud = (yaml.load(pad.read_bytes(), Loader=yaml.CSafeLoader) for pad in paden)
    return [unit["name"] for yml in inhoud if yml for unit in yml.get("unit_tests", ())]


@pytest.fixture(scope="module")
def eigen(project: Project) -> Magazijn:
    """A warehouse of its own: these tests put tables of their own in the place of models."""
    return Magazijn(project).draai([])


@pytest.mark.parametrize("naam", _namen())
def test_unittest(project: Project, eigen: Magazijn, naam: str) -> None:
    unit = next(unit for unit in project.manifest["unit_tests"].values() if unit["name"] == naam)
    model = next(knoop for knoop in project.modellen if knoop["name"] == unit["model"])
    code = model["compiled_code"]
    con = eigen.con
    gegeven_voor = {gegeven["input"].removeprefix("ref('").removesuffix("')") for gegeven in unit["given"]}
    leest = {knoop_id.rsplit(".", 1)[1] for knoop_id in model["depends_on"]["nodes"]}
    assert leest - gegeven_voor == set(), "dbt asks rows of every table that the model reads"
    for nummer, gegeven in enumerate(unit["given"]):
        bron = gegeven["input"].removeprefix("ref('").removesuffix("')")
        knoop = next(
            k for k in project.manifest["nodes"].values() if k["name"] == bron and k["resource_type"] != "test"
        )
        eigen.bouw(bron)
        invoer = f"temp.gegeven_{nummer}"
        con.execute(f"create or replace temp table gegeven_{nummer} as from {knoop['relation_name']} limit 0")
        _vul(con, f"gegeven_{nummer}", gegeven)
        assert knoop["relation_name"] in code, f"{naam}: {unit['model']} leest {bron} niet"
        code = code.replace(knoop["relation_name"], invoer)
    con.execute(f"create or replace temp table gevonden as {code}")
    kolommen = _verwacht(con, unit["expect"])
    if unit["expect"]["format"] == "sql":
        alle = {rij[0] for rij in con.execute("describe gevonden").fetchall()}
        assert alle - set(kolommen) == set(), "dbt compares every column with what is expected in SQL"
    lijst = ", ".join(kolommen)
    gevonden = con.execute(f"select {lijst} from gevonden order by all").fetchall()
    verwacht = con.execute(f"select {lijst} from verwacht order by all").fetchall()
    assert gevonden == verwacht


def _rijen(deel: dict[str, Any]) -> list[dict[str, Any]]:
    if deel.get("fixture"):
        with (DBT / "tests" / "fixtures" / f"{deel['fixture']}.csv").open(encoding="utf-8") as bestand:
            return [{k: w or None for k, w in rij.items()} for rij in csv.DictReader(bestand)]
    rijen: list[dict[str, Any]] = deel["rows"] or []
    return rijen


def _vul(con: duckdb.DuckDBPyConnection, tabel: str, deel: dict[str, Any]) -> list[str]:
    """Put the rows in the table, cast to its columns; gives the columns that they name."""
    if deel["format"] == "sql":
        kolommen = [rij[0] for rij in con.execute(f"describe {deel['rows']}").fetchall()]
        con.execute(f"insert into {tabel} by name {deel['rows']}")
        return kolommen
    rijen = _rijen(deel)
    kolommen = list(dict.fromkeys(kolom for rij in rijen for kolom in rij))
    for rij in rijen:
        waarden = [json.dumps(w) if isinstance(w, (list, dict)) else w for w in rij.values()]
        con.execute(f"insert into {tabel} ({', '.join(rij)}) values ({', '.join('?' * len(rij))})", waarden)
    return kolommen


def _verwacht(con: duckdb.DuckDBPyConnection, deel: dict[str, Any]) -> list[str]:
    con.execute("create or replace temp table verwacht as from gevonden limit 0")
    kolommen = _vul(con, "verwacht", deel)
    return kolommen or [rij[0] for rij in con.execute("describe gevonden").fetchall()]
