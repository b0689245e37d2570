"""The report per outcome file: what became of it and every wrong line, in the folder of its provider."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from peilstok.rapport import schrijf_aanleververslagen
from peilstok.rapport.tabelbestand import lees_csv


@pytest.fixture
def publicatie(tmp_path: Path) -> Path:
    pub = tmp_path / "peilstok.duckdb"
    with duckdb.connect(str(pub)) as con:
        con.execute("create schema marts; create schema kwaliteit")
        con.execute(
            "create table marts.fct_aanlevering as select * from (values "
            "('a1b2c3d4e5', '65656055', '2026', 'K1', date '2026-04-10', '01', 'verwerkt', 40, 0), "
            "('f1b2c3d4e5', '65656055', '2026', 'K2', date '2026-07-10', '01', 'afgekeurd', 40, 2), "
            "('b1b2c3d4e5', null, null, null, null, null, 'afgekeurd', 0, 0)) as t(aanlevering_id, aanbieder_agb, "
            "verslagjaar, periode, aanleverdatum, volgnummer, status, regels_aantal, fouten_aantal)"
        )
        con.execute(
            "create table kwaliteit.aanleverfout as select * from (values "
            "('f1b2c3d4e5', '65656055', 12, 'verwijzer', 'is leeg'), ('f1b2c3d4e5', '65656055', 3, 'bsn', '<b>'), "
            "('b1b2c3d4e5', null, null, '', 'het bestand heeft geen regels')) "
            "as t(aanlevering_id, aanbieder_agb, regel, kolom, reden)"
        )
        con.execute(
            "create table marts.dim_aanbieder as select '65656055' as aanbieder_agb, 'Zorg B' as aanbieder_naam"
        )
    return pub


def test_elk_bestand_heeft_een_verslag_in_de_map_van_zijn_aanbieder(publicatie: Path) -> None:
    doel = publicatie.parent / "uitkomsten"
    overzicht = schrijf_aanleververslagen(publicatie, doel)
    assert overzicht == doel / "index.html"
    assert sorted(str(pad.relative_to(doel)) for pad in doel.rglob("*") if pad.is_file()) == [
        "65656055/2026-K1-20260410-01-a1b2c3d4.html",
        "65656055/2026-K2-20260710-01-f1b2c3d4.csv",
        "65656055/2026-K2-20260710-01-f1b2c3d4.html",
        "index.html",
        "onbekend/x-x-x-x-b1b2c3d4.csv",
        "onbekend/x-x-x-x-b1b2c3d4.html",
    ]
    goed = (doel / "65656055" / "2026-K1-20260410-01-a1b2c3d4.html").read_text(encoding="utf-8")
    assert "telt mee" in goed and "Zorg B" in goed and "Wat er niet klopt" not in goed
    fout = (doel / "65656055" / "2026-K2-20260710-01-f1b2c3d4.html").read_text(encoding="utf-8")
    assert "opnieuw aan" in fout and fout.index("&lt;b&gt;") < fout.index("verwijzer")
    assert [rij["regel"] for rij in lees_csv(doel / "65656055" / "2026-K2-20260710-01-f1b2c3d4.csv")] == ["3", "12"]
    bladen = overzicht.read_text(encoding="utf-8")
    assert bladen.index("K2") < bladen.index("K1") and "onbekend/x-x-x-x-b1b2c3d4.html" in bladen


def test_zonder_uitkomsten_is_er_niets(publicatie: Path) -> None:
    with duckdb.connect(str(publicatie)) as con:
        con.execute("delete from marts.fct_aanlevering")
    assert schrijf_aanleververslagen(publicatie, publicatie.parent / "uitkomsten") is None
    with duckdb.connect(str(publicatie)) as con:
        con.execute("drop table marts.fct_aanlevering")
    assert schrijf_aanleververslagen(publicatie, publicatie.parent / "uitkomsten") is None
    assert not (publicatie.parent / "uitkomsten").exists()
