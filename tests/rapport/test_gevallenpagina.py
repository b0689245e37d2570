"""The page of cases in a browser: what it lists for a cell is what `make verklaar` lists, on the demo region."""

from __future__ import annotations

import base64
import csv
import io
import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pyarrow as pa
import pytest
from playwright.sync_api import Page, sync_playwright

from dagster_project.gecompileerd import lees_manifest
from peilstok.geval import Kpi, kpis_uit_manifest
from peilstok.rapport import schrijf_gevallen
from peilstok.rapport.gevallenpagina import pak_in
from peilstok.verklaar import zoek_gevallen
from tests.conftest import DemoNacht

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
met_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="geen chromium op deze machine (Debian: apt-get install chromium)"
)
CELLEN = 2


@pytest.fixture(scope="module")
def kpis() -> dict[str, Kpi]:
    return kpis_uit_manifest(lees_manifest())


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    fouten: list[str] = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        blad = browser.new_page(accept_downloads=True)
        blad.on("pageerror", lambda fout: fouten.append(str(fout)))
        blad.on("request", lambda r: None if r.url.startswith(("file:", "blob:")) else fouten.append(r.url))
        yield blad
        browser.close()
    assert fouten == []


def wacht(tab: Page) -> None:
    tab.wait_for_function("document.body.dataset.klaar === 'ja'")


def open_lijst(tab: Page, publicatie: Path, **keuze: object) -> None:
    tab.goto("about:blank")
    tab.goto((publicatie / "gevallen" / "index.html").as_uri() + "#" + urlencode(keuze))
    wacht(tab)


def aantal(tab: Page) -> int:
    """How many cases the page says there are; 0 when it has no list."""
    eerste = (tab.locator("#stand").text_content() or "").split()[0].replace(".", "")
    return int(eerste) if eerste.isdigit() else 0


@met_browser
def test_elke_cel_toont_haar_gevallen(tab: Page, demo_nacht: DemoNacht, kpis: dict[str, Kpi]) -> None:
    """Of every KPI some cells, with and without totals. Cases and table come from the warehouse."""
    fout, bekeken = [], 0
    with duckdb.connect(str(demo_nacht.warehouse), read_only=True) as con:
        for naam, kpi in sorted(kpis.items()):
            tijd = next((k for k in kpi.grain if k in ("jaar", "maand", "kwartaal", "cohortmaand")), None)
            recent = f"where {tijd} >= (select max({tijd}) from {kpi.tabel}) - {1 if tijd == 'jaar' else 200}"
            volgorde = f"order by hash(concat_ws('|', {', '.join(kpi.grain)}))"
            totalen = {*kpi.opzet.get("totalen", []), "aanbieder_agb"}
            vorm = ", ".join(f"{k} = 'ALLE'" for k in kpi.grain if k in totalen) or "1"
            rijen = con.execute(
                f"select distinct on ({vorm}) * from (select * from {kpi.tabel} {recent if tijd else ''} {volgorde}) "
                f"limit {CELLEN}"
            )
            kolommen = [k[0] for k in rijen.description or []]
            for rij in rijen.fetchall():
                cel = dict(zip(kolommen, rij, strict=True))
                verwacht = len(zoek_gevallen(con, kpi, cel))
                keuze = {k: cel[k] for k in kpi.grain if cel[k] is not None}
                open_lijst(tab, demo_nacht.publicatie, tabel=naam, **keuze)
                bekeken += 1
                if aantal(tab) != verwacht:
                    stand = tab.locator("#stand").text_content()
                    fout.append(f"{naam} {keuze}: {stand}, niet {verwacht}")
    assert fout == []
    assert bekeken > len(kpis)


@met_browser
def test_een_cijfer_leidt_naar_zijn_gevallen_die_u_sorteert_en_bewaart(tab: Page, demo_nacht: DemoNacht) -> None:
    tab.goto((demo_nacht.publicatie / "index.html").as_uri() + "#wet=Wmo")
    wacht(tab)
    # the stoplicht: of uitval the noemer is what the list counts
    rij = tab.locator("tr", has_text="Uitval, perceel").first
    noemer = int((rij.locator("td[data-kop=Waarde]").text_content() or "").split("n = ")[1].split()[0])
    rij.locator("td[data-kop=Waarde] a").click()
    wacht(tab)
    assert "tabel=uitval" in tab.url and aantal(tab) == noemer
    tab.locator("thead button", has_text="einddatum").click()
    tab.locator("thead button", has_text="einddatum").click()
    kop = tab.locator("thead th").all_inner_texts()
    plaats = next(i for i, tekst in enumerate(kop, 1) if tekst.startswith("einddatum"))
    cellen = tab.locator(f"tbody td:nth-child({plaats})").all_inner_texts()
    dagen = [tekst[6:] + tekst[3:5] + tekst[:2] for tekst in cellen]
    assert dagen == sorted(dagen, reverse=True) and len(dagen) == noemer
    tab.select_option("#telt", "in_teller")
    with tab.expect_download() as bezig:
        tab.click("[data-download=csv]")
    regels = list(csv.reader(io.StringIO(Path(bezig.value.path()).read_text("utf-8-sig")), delimiter=";"))
    namen = next(regel for regel in regels if "toewijzingnummer" in regel)
    lijst = [dict(zip(namen, regel, strict=True)) for regel in regels[regels.index(namen) + 1 :]]
    assert 0 < len(lijst) < noemer
    assert all("Uitval" in geval["waarom"] and geval["toewijzingnummer"] for geval in lijst)
    with tab.expect_download() as bezig:
        tab.click("[data-download=xlsx]")
    assert Path(bezig.value.path()).read_bytes()[:2] == b"PK"


@met_browser
def test_een_tabel_leidt_per_cel_naar_haar_gevallen(tab: Page, demo_nacht: DemoNacht) -> None:
    """The stand of a month is what the list calls one."""
    tab.goto((demo_nacht.publicatie / "volume.html").as_uri() + "#wet=Wmo&jaar=2025")
    wacht(tab)
    link = tab.locator("#tabel-lopend tbody tr").first.locator("td a").nth(3)
    stand = (link.text_content() or "").replace(".", "")
    link.click()
    wacht(tab)
    assert tab.locator("#telt option:checked").text_content() == f"Lopende voorzieningen ({stand})"
    assert tab.locator("tbody tr").count() == int(stand)


def test_zonder_gevallen_wordt_niets_geschreven(tmp_path: Path, kpis: dict[str, Kpi]) -> None:
    with duckdb.connect(str(tmp_path / "peilstok.duckdb")) as con:
        con.execute("create schema marts")
        con.execute("create table marts.kpi_uitval (jaar integer)")
    assert schrijf_gevallen(tmp_path / "peilstok.duckdb", tmp_path, kpis) is None
    assert not (tmp_path / "gevallen").exists()


def test_van_een_client_staat_hoogstens_een_deel_van_het_pseudoniem_in_de_lijst(demo_nacht: DemoNacht) -> None:
    """And only where there is no toewijzing to name."""
    lijsten = {}
    for pad in (demo_nacht.publicatie / "gevallen").glob("*.js"):
        eerste = pad.read_text(encoding="utf-8").split("\n", 1)[0]
        if eerste.startswith("window.GEVALLEN.kpis"):
            lijsten[pad.stem] = json.loads(eerste.split(" = ", 1)[1].removesuffix(";"))
    assert "uitval" in lijsten
    for naam, lijst in lijsten.items():
        namen = {kolom for kolom, *_ in lijst["kolommen"]}
        assert namen.isdisjoint({"persoon", "pc4", "geboortemaand", "geslacht", "leeftijdsklasse", "wijk_code"}), naam


def test_een_deel_houdt_zijn_rijen(tmp_path: Path) -> None:
    """More distinct texts than fit in a byte take two; what is empty stays empty."""
    tabel = pa.table({"a": [str(i) for i in range(300)], "b": pa.array([None, *["x"] * 299], pa.string())})
    rauw = zlib.decompress(base64.b64decode(pak_in(tabel)))
    lang = int.from_bytes(rauw[:4], "little")
    kop = json.loads(rauw[4 : 4 + lang])
    assert [k["b"] for k in kop["k"]] == [2, 1] and kop["n"] == 300
    assert len(rauw) == 4 + lang + 300 * 3
    assert rauw[4 + lang + 600] == 1 and rauw[-1] == 0
