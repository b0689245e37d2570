"""The published files in the programs that people open them with: rows, not only names."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars
import pyarrow.parquet
import pytest
import sqlalchemy

from tests.conftest import DemoNacht


@pytest.fixture(scope="module")
def aantallen(demo_nacht: DemoNacht) -> dict[str, int]:
    """Rows per `schema.table`, as DuckDB counts them."""
    with duckdb.connect(str(demo_nacht.publicatie / "peilstok.duckdb"), read_only=True) as con:
        namen = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_schema in ('marts', 'kwaliteit')"
        ).fetchall()
        return {naam: len(con.execute(f"select 1 from {naam}").fetchall()) for (naam,) in namen}


def _parquet(demo_nacht: DemoNacht) -> list[Path]:
    return sorted((demo_nacht.publicatie / "parquet").rglob("*.parquet"))


def test_sqlalchemy(demo_nacht: DemoNacht, aantallen: dict[str, int]) -> None:
    """What Superset and notebooks use."""
    motor = sqlalchemy.create_engine(
        f"duckdb:///{demo_nacht.publicatie / 'peilstok.duckdb'}", connect_args={"read_only": True}
    )
    with motor.connect() as con:
        gelezen = {naam: len(con.execute(sqlalchemy.text(f"select * from {naam}")).all()) for naam in aantallen}
    motor.dispose()
    assert gelezen == aantallen
    assert sum(gelezen.values()) > 1000


def test_pyarrow_en_polars(demo_nacht: DemoNacht, aantallen: dict[str, int]) -> None:
    """Every file, with the same columns, numbers of rows and sums of euros."""
    per_naam = {naam.split(".")[1]: aantal for naam, aantal in aantallen.items()}
    for bestand in _parquet(demo_nacht):
        pijl, pool = pyarrow.parquet.read_table(bestand), polars.read_parquet(bestand)
        assert (pijl.num_rows, pool.height) == (per_naam[bestand.stem],) * 2, bestand.stem
        assert pijl.column_names == pool.columns
        for kolom in [naam for naam in pool.columns if naam.endswith("_eur") and pool.height]:
            assert pyarrow.compute.sum(pijl[kolom]).as_py() == pool[kolom].sum() or pool[kolom].is_null().all()
