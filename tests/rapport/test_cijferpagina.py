"""The plain tables of a party: the last period, names for codes, and the mark only where a figure was withheld."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb

from peilstok.rapport import Beschrijving, schrijf_cijferpagina

TABEL = Beschrijving("marts.kpi_x", "Wat het telt.", {"jaar": ("Het jaar.", ""), "noemer": ("Hoeveel.", "cliënten")})
MERK = "niet getoond (< 5 of herleidbaar)"


def test_laatste_periode_met_merk_en_namen(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        con.execute("""
            create schema marts;
            create table marts.dim_aanbieder as select '00910001' as aanbieder_agb, 'De <Wissel>' as aanbieder_naam;
            create table marts.kpi_x as
            select * from (values
                (2025, '0384', 'ALLE', 7, 1.5, false, null),
                (2026, '0384', '00910001', 1200, null, false, null),
                (2026, '0384', 'ALLE', null, 2.25, true, 'noemer')
            ) as r (jaar, gemeente_code, aanbieder_agb, noemer, dagen, niet_getoond, niet_getoond_kolommen)
        """)
        pad = schrijf_cijferpagina(con, tmp_path, "Diemen", [TABEL], MERK, date(2026, 9, 30))
        leeg = Beschrijving("marts.dim_aanbieder", "", {"jaar": ("", "")})
        con.execute("delete from marts.dim_aanbieder; alter table marts.dim_aanbieder add column jaar integer")
        assert schrijf_cijferpagina(con, tmp_path / "leeg", "Diemen", [leeg], "", None) is None
    assert pad is not None
    html = pad.read_text(encoding="utf-8")
    assert '<th scope="col" title="Hoeveel. cliënten">noemer</th>' in html
    # whose folder it is stands in the heading; how the marks are kept is no column
    assert not re.search(r"<th[^>]*>(gemeente code|niet getoond)", html)
    rijen = re.findall(r"<tr>(<td>.*?)</tr>", html)
    assert [re.findall(r"<td>(.*?)</td>", rij) for rij in rijen] == [
        ["2026", "De &lt;Wissel&gt;", "1.200", "–"],
        ["2026", "ALLE", "niet getoond (&lt; 5 of herleidbaar)", "2,2"],
    ]
