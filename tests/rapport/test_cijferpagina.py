"""The figures of a party: the last period, totals first, names for codes, and the mark where a figure was withheld."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from peilstok.rapport import Beschrijving, schrijf_cijferpagina
from peilstok.rapport.cijferindeling import TITELS

TABEL = Beschrijving(
    "marts.kpi_x",
    "Wat het telt.",
    {"jaar": ("Het jaar.", ""), "noemer": ("Hoeveel.", "cliënten")},
    formule="Teller gedeeld door `noemer`.",
)
MERK = "niet getoond (< 5 of herleidbaar)"
SEEDS = Path(__file__).parents[2] / "dbt" / "seeds"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("""
        create schema marts;
        create table marts.dim_aanbieder as
        select * from (values ('00910001', 'De <Wissel>'), ('00910002', 'Anders')) as r (aanbieder_agb, aanbieder_naam);
        create table marts.dim_product as select 'Jw' as wet, '45V01' as productcode, 'Ambulant' as product_naam;
        create table marts.dim_maat as
        select 'kpi_x' as tabel, 'x' as kpi, * from (values
            ('noemer', 'In zorg', 'cliënten', 'telling', null)
            , ('teller', 'Klaar', 'cliënten', 'telling', null)
            , ('percentage', 'Klaar', 'procent (0-100)', 'telling', 'noemer')
            , ('kosten', 'Kosten', 'euro', 'telling', null)
            , ('norm', 'Norm', 'procent', 'referentie', null)
        ) as r (maat, naam, eenheid, soort, noemer);
        create table marts.kpi_x as
        select * from (values
            (2025, 'Jw', '0384', 'ALLE', 'ALLE', 7, 2, 28.6, 10.0, null, false, false, null, null)
            , (2026, 'Jw', '0384', '00910001', 'ALLE', 1200, 300, 25.0, -12345.6, 80.0, false, false, null, null)
            , (2026, 'Jw', '0384', '00910002', 'ALLE', null, null, null, null, null, false, true, 'noemer', null)
            , (2026, 'Jw', '0384', 'OVERIG', 'ALLE', 14, null, null, null, null, true, false, null, 3)
            , (2026, 'Jw', '0384', 'ALLE', 'ALLE', 0, 0, null, 1.0, null, true, true, 'teller', null)
            , (2026, 'Jw', '0384', 'ALLE', '45V01', 9, 4, 44.4, null, null, true, false, null, null)
        ) as r (
            jaar, wet, gemeente_code, aanbieder_agb, productcode, noemer, teller, percentage, kosten, norm, voorlopig
            , niet_getoond, niet_getoond_kolommen, samengenomen_aantal
        )
    """)
    return con


def test_leesbaar_voor_wie_stuurt(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    pad = schrijf_cijferpagina(con, tmp_path, "Diemen", [TABEL], MERK, date(2026, 9, 30), "gemeente_code")
    assert pad is not None
    html = pad.read_text(encoding="utf-8")
    assert "niet getoond (&lt; 5 of herleidbaar)" in html
    assert "<p>Teller gedeeld door noemer.</p>" in html
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html)[:6] == [
        "Totaal",
        "In zorg <small>cliënten</small>",
        "Klaar <small>cliënten</small>",
        "Klaar <small>%</small>",
        "Kosten",
        "Norm <small>%</small>",
    ]
    # the total first; then by name, what is taken together last; a shown noemer makes an empty share unknown
    rijen = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html)
    weg = "niet getoond"
    assert [(wat, *re.findall(r"<td[^>]*>(.*?)</td>", cellen)) for wat, cellen in rijen] == [
        ("Jeugdwet*", "0", "0", "–", "€ 1", "–"),
        ("Anders <small>00910002</small>", weg, weg, weg, weg, "–"),
        ("De &lt;Wissel&gt; <small>00910001</small>", "1.200", "300", "25,0%", "€ −12.346", "80,0%"),
        ("Overige aanbieders (3)*", "14", weg, "–", weg, "–"),
        ("Ambulant* <small>45V01</small>", "9", "4", "44,4%", "–", "–"),
    ]
    assert re.findall(r"<summary[^>]*>(.*?)</summary>", html) == [
        "Per aanbieder (3)",
        "Per product (1)",
        "Wat er is geteld",
    ]
    assert "* voorlopig (" in html
    assert "onvolledig" not in html


def test_zonder_rijen_en_zonder_maten(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("drop table marts.dim_maat; delete from marts.kpi_x where jaar < 2026 or wet is null")
    pad = schrijf_cijferpagina(con, tmp_path, "Diemen", [TABEL], MERK, None, "gemeente_code")
    assert pad is not None
    assert "Noemer <small>cliënten</small>" in pad.read_text(encoding="utf-8")
    con.execute("delete from marts.kpi_x")
    assert schrijf_cijferpagina(con, tmp_path / "leeg", "Diemen", [TABEL], "", None, "gemeente_code") is None


def test_cijfer_van_een_aanbieder_in_zijn_eigen_eenheid(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("""
        create table marts.dim_kpi as select 'x' as kpi, 'Deel dat <klaar> is' as naam;
        create table marts.spreiding_aanbieder as
        select * from (values
            ('x', 'percentage', 'Wmo', 2026, '00910001', 50.0, 25.5)
            , ('x', 'kosten', 'Wmo', 2026, '00910001', 9.0, null)
        ) as r (kpi, maat, wet, jaar, aanbieder_agb, waarde, mediaan)
    """)
    tabel = Beschrijving("marts.spreiding_aanbieder", "Naast anderen.", {"jaar": ("", "")})
    pad = schrijf_cijferpagina(con, tmp_path, "De <Wissel>", [tabel], "", None, "aanbieder_agb")
    assert pad is not None
    html = pad.read_text(encoding="utf-8")
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == ["50,0%", "25,5%", "€ 9", "–"]
    assert "Deel dat &lt;klaar&gt; is <small>Klaar</small>" in html
    assert "niet getoond" not in html


def test_aandeel_alleen_waar_het_iets_zegt(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("""
        create table marts.kpi_verwijzer as
        select * from (values ('Jw', 'ALLE', 60, 100.0), ('Jw', 'Huisarts', 15, 25.0))
            as r (wet, verwijzer, clienten_ytd, aandeel_pct)
    """)
    tabel = Beschrijving("marts.kpi_verwijzer", "", {"aandeel_pct": ("", "procent")})
    pad = schrijf_cijferpagina(con, tmp_path, "Diemen", [tabel], MERK, None, "gemeente_code")
    assert pad is not None
    assert re.findall(r"<td[^>]*>(.*?)</td>", pad.read_text(encoding="utf-8")) == ["60", "15", "25,0"]


def test_elke_tabel_voor_buiten_heeft_een_plek() -> None:
    with (SEEDS / "onderdrukking_tabel.csv").open(encoding="utf-8", newline="") as bestand:
        buiten = {rij["tabel"] for rij in csv.DictReader(bestand)}
    assert buiten <= {tabel for titels in TITELS.values() for tabel in titels}
