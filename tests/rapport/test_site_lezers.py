"""The sites of the other audiences, as their readers open them: what is withheld says so and is never counted, nothing
of another is there, and they work on a phone."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import DemoNacht

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="geen chromium op deze machine")

GEMEENTE, AANBIEDER = "0384", "00910001"
MERK = "niet getoond (< 5 of herleidbaar)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab in which nothing may go wrong or leave the machine."""
    fouten: list[str] = []
    tab = chromium.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    tab.on("console", lambda bericht: fouten.append(bericht.text) if bericht.type in ("error", "warning") else None)
    tab.on("pageerror", lambda fout: fouten.append(str(fout)))
    tab.on("request", lambda vraag: None if re.match("(file|blob):", vraag.url) else fouten.append(vraag.url))
    yield tab
    tab.close()
    assert fouten == []


def _open(tab: Page, pagina: Path, hash_: str = "") -> None:
    tab.goto("about:blank")
    tab.goto(pagina.as_uri() + hash_)
    if tab.locator("script[src='runtime/site.js']").count():
        tab.wait_for_function("document.body.dataset.klaar === 'ja'")


@pytest.mark.parametrize(
    ("map_", "breedte"),
    [(f"gemeente/{GEMEENTE}", 390), ("regio", 1366), (f"aanbieder/{AANBIEDER}", 390), (f"backoffice/{GEMEENTE}", 1366)],
)
def test_elke_pagina_van_een_map_werkt(tab: Page, demo_nacht: DemoNacht, map_: str, breedte: int) -> None:
    tab.set_viewport_size({"width": breedte, "height": 844})
    plek = demo_nacht.data / "publicatie" / map_
    paginas = sorted(pad for pad in plek.glob("*.html") if pad.name not in ("cijfers.html", "map.html"))
    assert plek / "index.html" in paginas
    for pagina in paginas:
        _open(tab, pagina)
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), pagina.name
        if pagina.name != "definities.html":
            gevonden = Axe().run(tab, options={"preload": False}).response["violations"]
            ernstig = [(v["id"], v["nodes"][0]["target"]) for v in gevonden if v["impact"] in ("serious", "critical")]
            assert ernstig == [], pagina.name
        vak = tab.locator(".blok .schuif:visible").first
        if vak.count() and vak.evaluate("e => e.scrollWidth > e.clientWidth + 1"):
            tab.wait_for_function("e => e.classList.contains('schuift')", arg=vak.element_handle())


def _rijen(plek: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(plek / "peilstok.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_wat_niet_wordt_getoond_zegt_het_in_cel_en_download(tab: Page, demo_nacht: DemoNacht) -> None:
    plek = demo_nacht.data / "publicatie" / "gemeente" / GEMEENTE
    weg = {
        (wet, jaar): aantal
        for wet, jaar, aantal in _rijen(
            plek,
            "select wet, year(maand), count(*) from marts.kpi_wachttijd where productcode = 'ALLE' and"
            " list_contains(string_split(niet_getoond_kolommen, ','), 'mediaan_dagen') group by all order by 3 desc",
        )
    }
    assert weg
    (wet, jaar), aantal = next(iter(weg.items()))
    _open(tab, plek / "doorlooptijd.html", f"#wet={wet}&jaar={jaar}")
    assert tab.locator("#tabel-wachttijd td.weg").count() == aantal
    assert set(tab.locator("#tabel-wachttijd td.weg").all_inner_texts()) == {"niet getoond"}
    with tab.expect_download() as bezig:
        tab.click("[data-blok='wachttijd'][data-download='csv']")
    regels = list(csv.reader(io.StringIO(Path(bezig.value.path()).read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert sum(cel == MERK for regel in regels for cel in regel) == aantal
    # what was not published is not made: no sum over the months, no difference with last year
    _open(tab, plek / "kwaliteit.html")
    assert "Jaar tot nu" not in tab.inner_text("main")
    _open(tab, plek / "plekken.html")
    assert "Niet in deze map: Vorig jaar, zelfde periode; Verschil." in tab.inner_text("#blok-jaren")
    _open(tab, plek / "index.html")
    assert MERK in tab.inner_text("main") and "Wat hier niet staat, en waarom" in tab.inner_text("main")


def test_cijfers_van_een_gemeente_zijn_die_van_haar_map(tab: Page, demo_nacht: DemoNacht) -> None:
    plek = demo_nacht.data / "publicatie" / "gemeente" / GEMEENTE
    _open(tab, plek / "plekken.html", "#wet=Jw&jaar=2026")
    assert not tab.locator("#filter-gemeente").count()
    (juist,) = _rijen(
        plek,
        "select plekken_ytd from marts.kpi_plekken_realisatie where wet = 'Jw' and maand = date '2026-09-01'"
        " and productcode = 'ALLE' and aanbieder_agb = 'ALLE'",
    )
    cel = tab.locator("#tabel-realisatie tr.som td").last.inner_text()
    assert float(cel.replace(".", "").replace(",", ".")) == pytest.approx(juist[0], abs=0.006)


def test_een_aanbieder_ziet_zichzelf_en_van_anderen_geen_naam(tab: Page, demo_nacht: DemoNacht) -> None:
    plek = demo_nacht.data / "publicatie" / "aanbieder" / AANBIEDER
    _open(tab, plek / "index.html", "#wet=Jw&jaar=2026")
    assert not tab.locator("#filter-aanbieder").count() and not tab.locator("#gesprek").count()
    assert tab.locator("#tabel-stoplicht tbody tr").count() > 5
    assert tab.locator("#tabel-anderen tbody tr").count() > 0 and "Mediaan" in tab.inner_text("#tabel-anderen thead")
    for blok in tab.locator(".blok h2").all_inner_texts():
        assert blok not in ("Kosten", "Resultaten")
    kop = tab.inner_text("dl.peil")
    assert "Aanbieder" in kop
