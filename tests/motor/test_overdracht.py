"""What another engine is handed, without another engine."""

from pathlib import Path

import duckdb
import pytest

from peilstok.motor.adres import lees_adres
from peilstok.motor.overdracht import schrijf_raw


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create schema raw; create schema marts")
    con.execute("create table raw.bericht as select '007' as nummer, null::varchar as leeg union all select '', 'x'")
    con.execute("create view raw.kijk as select 1::bigint as een")
    con.execute(
        "create table marts.kpi as select * from (values ('a', 1.5::double, 2::decimal(18, 2)), ('a', 1.5, 2),"
        " ('b', null, null)) as v (sleutel, waarde, bedrag_eur)"
    )
    return con


def test_raw_is_een_map_per_tabel(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "raw" / "van_gisteren").mkdir(parents=True)
    (tmp_path / "raw" / "van_gisteren" / "data_0.parquet").touch()
    assert schrijf_raw(con, tmp_path / "raw") == ["bericht", "kijk"]
    assert sorted(pad.name for pad in (tmp_path / "raw").iterdir()) == ["bericht", "kijk"]
    rijen = con.execute(f"select nummer, leeg from '{tmp_path}/raw/bericht/*.parquet' order by all").fetchall()
    assert rijen == [("", "x"), ("007", None)]


def test_een_map_van_een_ander_wordt_niet_vervangen(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("bewaar mij", encoding="utf-8")
    with pytest.raises(FileExistsError, match="lege map"):
        schrijf_raw(con, tmp_path)
    assert (tmp_path / "brief.txt").exists()


def test_een_adres_in_delen() -> None:
    adres = lees_adres("postgresql://peil%40stok:ge%3Aheim@db.example.org/peilstok")
    assert (adres.host, adres.poort, adres.gebruiker) == ("db.example.org", 5432, "peil@stok")
    assert adres.wachtwoord == "ge:heim" and "heim" not in repr(adres)


@pytest.mark.parametrize("tekst", ["", "peilstok", "mysql://a:b@c/d", "postgresql://host/db", "postgresql://a:b@c:x/d"])
def test_geen_adres(tekst: str) -> None:
    with pytest.raises(ValueError, match="PostgreSQL"):
        lees_adres(tekst)
