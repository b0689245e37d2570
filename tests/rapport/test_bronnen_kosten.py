"""The tables of Plekken and Kosten that say more than their KPI does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from peilstok.rapport.bron import keuzes, open_bron
from peilstok.rapport.paginas.kosten import UITGAVEN, UITGAVEN_JAAR
from tests.publicatie.wereld import bouw_warehouse


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    warehouse: Path = bouw_warehouse(tmp_path_factory.mktemp("bronnen") / "w.duckdb")
    with duckdb.connect(str(warehouse)) as con:
        yield con


def test_prijs_volgt_uit_realisatie(marts: duckdb.DuckDBPyConnection) -> None:
    # Every zorgdag of the fixture is worth 20 euro, so a trajectory of 365 days costs 7300.
    prijzen = marts.execute(
        "select distinct productcode, prijs_eur from marts.pagina_plekken where productcode <> '41V01' order by all"
    ).fetchall()
    assert ("45V01", 7300.0) in prijzen and ("54V01", 7300.0) in prijzen
    # Without a norm duration there is no price of a trajectory, and none of all products together.
    assert {p for p, prijs in prijzen if prijs is None} >= {"ALLE", "02A01", "41V02"}
    # Days without a price are no part of it: 5 of them, so the others cost a little more.
    (deel,) = marts.execute(
        "select prijs_eur from marts.pagina_plekken where productcode = '41V01' and gemeente_code = 'ALLE'"
        " and aanbieder_agb = 'ALLE' and maand = date '2025-01-01'"
    ).fetchall()[0]
    (dagen,) = marts.execute(
        "select zorgdagen from marts.kpi_plekken_realisatie where productcode = '41V01' and gemeente_code = 'ALLE'"
        " and aanbieder_agb = 'ALLE' and maand = date '2025-01-01'"
    ).fetchall()[0]
    assert float(deel) == pytest.approx(20 * 275 * dagen / (dagen - 5), abs=0.01)


def test_uitgaven_kijken_vooruit_tot_december(marts: duckdb.DuckDBPyConnection) -> None:
    rijen = marts.execute(
        "select month(maand), realisatie_ytd_eur, prognose_ytd_eur, vorig_jaar_ytd_eur from marts.pagina_uitgaven_jaar"
        " where wet = 'Jw' and zorgterrein = 'ALLE' and gemeente_code = 'ALLE' and year(maand) = 2026 order by 1"
    ).fetchall()
    assert [maand for maand, *_ in rijen] == list(range(1, 13))
    # The fixture knows half a year; a budget of 50000 a month.
    assert [realisatie is None for _, realisatie, *_ in rijen] == [False] * 6 + [True] * 6
    assert [prognose for *_, prognose, _ in rijen] == [50000 * n for n in range(1, 13)]
    vorig = marts.execute(
        "select realisatie_ytd_eur from marts.kpi_uitgaven where wet = 'Jw' and zorgterrein = 'ALLE'"
        " and gemeente_code = 'ALLE' and year(maand) = 2025 order by maand"
    ).fetchall()
    assert [(w,) for *_, w in rijen] == vorig


def test_maanden_die_nog_komen_zijn_geen_keuze(marts: duckdb.DuckDBPyConnection) -> None:
    for bron in (UITGAVEN, UITGAVEN_JAAR):
        open_bron(marts, bron, 2026)
    assert keuzes(marts, [UITGAVEN, UITGAVEN_JAAR], 2026)[""]["Jw"].jaren[2026] == 6
