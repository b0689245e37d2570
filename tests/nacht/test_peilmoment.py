"""A past moment by one command: refused with a reason, made on a copy, the warehouse left as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project import peilmoment
from dagster_project.assets import bevroren
from dagster_project.nacht import demo_instellingen
from peilstok.bevroren import Moment
from peilstok.instellingen import Instellingen


@pytest.fixture
def waarden(tmp_path: Path) -> Instellingen:
    uit = demo_instellingen(tmp_path)
    with duckdb.connect(str(uit.warehouse)) as con:
        con.execute(
            "create schema raw; create table raw.instelling (peildatum date, kennisdatum date, historie_vanaf date,"
            " historie_tot date, aansluit_dagen integer, recidive_maanden integer, test_bsn varchar);"
            " insert into raw.instelling (peildatum) values (date '2026-09-30')"
        )
    return uit


@pytest.mark.parametrize(
    ("datum", "reden"),
    [
        ("19 juli", "geen datum"),
        ("2026-07-20", "worden geen cijfers vastgelegd"),
        ("2026-10-01", "na de kennisdatum"),
    ],
)
def test_wat_geen_moment_is_wordt_geweigerd(waarden: Instellingen, datum: str, reden: str) -> None:
    with pytest.raises(peilmoment.PeilmomentFout, match=reden):
        peilmoment.te_bewaren(waarden, datum)


def test_een_moment_wordt_op_een_kopie_gemaakt_en_een_keer(
    waarden: Instellingen, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = peilmoment.te_bewaren(waarden, "2026-07-19")
    assert moment == Moment(date(2026, 7, 19), ("budgetafspraak",))
    gezien: list[date] = []

    def bouw_marts(map_: Path, moment: Moment) -> None:
        with duckdb.connect(str(map_.parent / waarden.warehouse.name)) as con:
            gezien.extend(con.execute("select peildatum from raw.instelling").fetchone() or ())

    def bewaar_map(con: duckdb.DuckDBPyConnection, map_: Path, moment: Moment) -> None:
        (map_ / moment.datum.isoformat()).mkdir(parents=True)

    monkeypatch.setenv("PEILSTOK_DATA", "")
    monkeypatch.setattr(bevroren, "bouw_marts", bouw_marts)
    monkeypatch.setattr(peilmoment, "bevries", bewaar_map)
    peilmoment.bewaar(waarden, moment)
    assert gezien == [date(2026, 7, 19)]
    assert sorted(pad.name for pad in waarden.data.iterdir()) == [
        "bevroren",
        "warehouse.duckdb",
    ]
    with duckdb.connect(str(waarden.warehouse)) as con:
        assert con.execute("select peildatum from raw.instelling").fetchone() == (date(2026, 9, 30),)
    with pytest.raises(peilmoment.PeilmomentFout, match="al vastgelegd"):
        peilmoment.te_bewaren(waarden, "2026-07-19")
