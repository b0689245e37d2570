"""The page Uitkomsten in a browser: what it counts for a choice is what the published cases say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page, sync_playwright

from peilstok.rapport import schrijf_uitkomstpagina

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
met_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="geen chromium op deze machine (Debian: apt-get install chromium)"
)
AGB = "65656055"
RECORD = (
    f"'{AGB}' as aanbieder_agb, 'geheim' || nr as client_id, 'V' as geslacht, date '2012-05-01' as geboortemaand, "
    "'1111' as pc4, null::integer as volgnr_onbekend, date '2025-01-01' + nr::integer as datum_aanvang, "
    "date '2026-01-31' as datum_einde, '01' as reden_beeindiging, '0384' as gemeente_code, null as profiel, "
    "case when nr < 4 then '02' else '01' end as verwijzer, '45' as productcategorie, null as perspectief, "
    "null as zorgvraagzwaarte, if(nr < 7, '02', '13') as hulpvorm, null as complexiteit"
)


@pytest.fixture(scope="module")
def publicatie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine records measured with the young person: marks 1 to 9; six of hulpvorm 02."""
    pub = tmp_path_factory.mktemp("uitkomsten") / "peilstok.duckdb"
    met = f"from (select {RECORD}, nr from range(1, 10) as r(nr)) as g"
    with duckdb.connect(str(pub)) as con:
        con.execute("create schema marts")
        for tabel, kolommen in {
            "geval_tevredenheid": "'jeugdige' as respondent, nr::integer as tevredenheid",
            "geval_zonder_hulp": "'jeugdige' as respondent, if(nr < 6, '1', '2') as schaal, "
            "nr % 2 = 0 as is_antwoord_1, "
            "nr % 2 = 1 as is_antwoord_2, false as is_antwoord_3, false as is_antwoord_4",
            "geval_doelen": "'jeugdige' as respondent, nr > 3 as is_behaald, nr <= 3 as is_deels, "
            "false as is_gelijk, false as is_ongunstiger",
            "geval_respons": "true as in_noemer, nr > 2 as in_teller",
        }.items():
            con.execute(f"create table marts.{tabel} as select g.* exclude (nr), {kolommen} {met}")
        con.execute(
            "create table marts.dim_uitkomstcode as "
            "select 'hulpvorm' as soort, '02' as code, 'Ambulant' as omschrijving"
        )
        con.execute(f"create table marts.dim_aanbieder as select '{AGB}' as aanbieder_agb, 'Zorg B' as aanbieder_naam")
    schrijf_uitkomstpagina(pub, pub.parent / "uitkomsten")
    return pub.parent / "uitkomsten"


@pytest.fixture
def tab(publicatie: Path) -> Iterator[Page]:
    fouten: list[str] = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        blad = browser.new_page()
        blad.on("pageerror", lambda fout: fouten.append(str(fout)))
        blad.on("request", lambda r: None if r.url.startswith("file:") else fouten.append(r.url))
        blad.goto((publicatie / "cijfers.html").as_uri())
        yield blad
        browser.close()
    assert fouten == []


def rijen(tab: Page, tabel: str) -> dict[str, list[str]]:
    gevonden = [r.locator("th,td").all_inner_texts() for r in tab.locator(f"#{tabel} tbody tr").all()]
    return {rij[0]: rij[1:] for rij in gevonden}


@met_browser
def test_selectie_naast_instelling(tab: Page) -> None:
    """By hand. Marks 1 to 9: mean 5, four of them 4 or lower, two 8 or higher."""
    tab.select_option("#aanbieder", AGB)
    tab.wait_for_selector("#tevredenheid")
    instelling = ["5,0", "44,4% (4)", "33,3% (3)", "22,2% (2)", "9"]
    assert rijen(tab, "tevredenheid") == {
        "Ambulant": ["3,5", "66,7% (4)", "33,3% (2)", "0,0% (0)", "6"],
        "13": ["te weinig", "te weinig", "te weinig", "te weinig", "3"],
        "Selectie": instelling,
        "Instelling": instelling,
    }
    tab.select_option("[data-keuze=verwijzer]", "01")
    assert rijen(tab, "tevredenheid") == {
        "Ambulant": [*["te weinig"] * 4, "3"],
        "13": [*["te weinig"] * 4, "3"],
        "Selectie": ["6,5", "16,7% (1)", "50,0% (3)", "33,3% (2)", "6"],
        "Instelling": instelling,
    }
    assert rijen(tab, "respons") == {"01-2026": ["100,0% (6)", "6", "77,8% (7)", "9"]}
    tab.fill("#start_tot", "2025-01-03")
    assert rijen(tab, "tevredenheid")["Selectie"][-1] == "0"
    tab.click("button[type=reset]")
    tab.wait_for_selector("#bladen .leeg")


@met_browser
def test_schalen_staan_apart_en_respondent_kiest(tab: Page) -> None:
    tab.select_option("#aanbieder", AGB)
    tab.wait_for_selector("#tevredenheid")
    assert rijen(tab, "zonder_hulp_1")["Instelling"] == ["40,0% (2)", "60,0% (3)", "0,0% (0)", "0,0% (0)", "5"]
    assert rijen(tab, "zonder_hulp_2")["Instelling"] == [*["te weinig"] * 4, "4"]
    assert rijen(tab, "doelen")["Instelling"] == ["66,7% (6)", "33,3% (3)", "0,0% (0)", "0,0% (0)", "9"]
    tab.select_option("#respondent", "ouder")
    assert rijen(tab, "doelen")["Selectie"][-1] == "0"
    labels = tab.locator("#keuzes label").all_inner_texts()
    assert len([naam for naam in labels if naam.strip()]) >= 15


def test_geen_pseudoniem_en_zonder_gevallen_geen_pagina(publicatie: Path, tmp_path: Path) -> None:
    for pad in publicatie.iterdir():
        assert "geheim" not in pad.read_text(encoding="utf-8"), pad.name
    with duckdb.connect(str(tmp_path / "leeg.duckdb")) as con:
        con.execute("create schema marts")
    assert schrijf_uitkomstpagina(tmp_path / "leeg.duckdb", tmp_path / "uit") is None
    assert not (tmp_path / "uit").exists()
