"""The sources of Kwaliteit and Per aanbieder that say more than their table does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from peilstok.rapport.gegevens import lees_gegevens, lees_kolommen, lees_voorlopig_vanaf
from tests.publicatie.wereld import bouw_warehouse


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(bouw_warehouse(tmp_path_factory.mktemp("bronnen") / "w.duckdb"))) as con:
        # OP090 is of whoever received the message: one finding is the provider's, two are the gemeente's, of which one
        # came after all.
        con.execute("insert into kwaliteit.meting values ('OP090', 'Jw', '0983', '73730001', '2026-06-01', 201, 3, 1)")
        yield con


def test_wie_herstelt_is_wie_de_bevinding_noemt(marts: duckdb.DuckDBPyConnection) -> None:
    for gemeente in ("ALLE", "0983"):
        open_ = marts.execute(
            "select regel, eigenaar, open_aantal, oudste from kwaliteit.pagina_bevinding_open"
            " where aanbieder_agb = '73730001' and gemeente_code = ? order by volgorde, regel, eigenaar",
            [gemeente],
        ).fetchall()
        assert open_ == [
            ("OP271", "niemand: blijft staan", 30, "01-05-2026"),
            ("OP090", "aanbieder", 1, "22-06-2026"),
            ("OP090", "gemeente", 1, "23-06-2026"),
            ("OP090", "niemand: blijft staan", 1, "24-06-2026"),
        ]
    per_regel = marts.execute(
        "select regel, eigenaar, bevinding_aantal, beoordeeld_aantal from kwaliteit.pagina_bevinding_regel"
        " where jaar = 2026 and aanbieder_agb = 'ALLE' and gemeente_code = 'ALLE' order by volgorde"
    ).fetchall()
    assert per_regel == [("OP271", "niets", 14, 30), ("OP090", "aanbieder 1, gemeente 1", 3, 201)]


def test_tien_regels_met_al_hun_herstellers(marts: duckdb.DuckDBPyConnection) -> None:
    marts.execute("begin")
    marts.execute("""
        insert into kwaliteit.bevinding by name
        select 'R' || (10 + n) as regel, 'Jw' as wet, '0983' as gemeente_code, '73730009' as aanbieder_agb,
            date '2026-06-01' as dagtekening, 'open' as status, e.eigenaar as te_herstellen_door
        from range(12) as r (n), (values ('gemeente'), ('aanbieder')) as e (eigenaar), range(13 - n) as k (k)
    """)
    rijen = marts.execute(
        "select regel, eigenaar, open_aantal from kwaliteit.pagina_bevinding_open where aanbieder_agb = '73730009'"
        " and gemeente_code = 'ALLE' order by regel, eigenaar"
    ).fetchall()
    marts.execute("rollback")
    assert rijen == [(f"R{10 + n}", wie, 13 - n) for n in range(10) for wie in ("aanbieder", "gemeente")]


def test_de_norm_is_die_van_het_stoplicht_in_de_maand(marts: duckdb.DuckDBPyConnection) -> None:
    rijen = marts.execute(
        "select termijn, wet, maand >= date '2025-07-01', list(distinct norm), count(*)"
        " from marts.pagina_termijn where termijn in ('305_5WD', '307_5WD') group by all order by all"
    ).fetchall()
    (geteld,) = marts.execute(
        "select count(*) from marts.kpi_termijn where termijn in ('305_5WD', '307_5WD') and totaal > 0"
    ).fetchall()[0]
    assert sum(aantal for *_, aantal in rijen) == geteld
    assert {(termijn, wet, later): normen for termijn, wet, later, normen, _ in rijen} == {
        ("305_5WD", "Jw", False): [90],
        ("305_5WD", "Jw", True): [90],
        ("305_5WD", "Wmo", False): [80],
        ("305_5WD", "Wmo", True): [90],
    } | {("307_5WD", wet, later): [None] for wet in ("Jw", "Wmo") for later in (False, True)}


def test_voorlopig_is_wat_de_kalender_zegt(marts: duckdb.DuckDBPyConnection) -> None:
    """Also of messages from before and after the calendar."""
    marts.execute("begin")
    # Three months instead of two, as the parameter can have it.
    marts.execute("update marts.dim_maand set is_voorlopig = maand >= date '2026-04-01'")
    marts.execute("""
        insert into kwaliteit.meting by name
        select 'R' as regel, 'Jw' as wet, '0983' as gemeente_code, '73730009' as aanbieder_agb, maand
            , 10 as beoordeeld_aantal, 1 as bevinding_aantal
        from (values (date '2012-12-01'), (date '2025-12-01'), (date '2026-04-01'), (date '2099-01-01')) as m (maand)
    """)
    rijen = marts.execute(
        "select jaar, voorlopig from kwaliteit.pagina_bevinding_regel where regel = 'R' and gemeente_code = 'ALLE'"
        " and aanbieder_agb = 'ALLE' order by jaar"
    ).fetchall()
    kolommen = lees_kolommen(marts)
    assert lees_voorlopig_vanaf(marts, kolommen) == lees_gegevens(marts).voorlopig_vanaf == date(2026, 4, 1)
    marts.execute("rollback")
    assert rijen == [(2012, False), (2025, False), (2026, True), (2099, True)]
    assert lees_voorlopig_vanaf(marts, {}) is None
